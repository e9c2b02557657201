#include "aws/failure.h"

namespace krm::aws {

std::string_view name_of(const Failure& failure) {
  if (const auto* error = std::get_if<Error>(&failure)) return error->entry().name;
  return std::get<DispatcherReply>(failure).entry->name;
}

const std::string& why_of(const Failure& failure) {
  if (const auto* error = std::get_if<Error>(&failure)) return error->why();
  return std::get<DispatcherReply>(failure).why;
}

}  // namespace krm::aws
