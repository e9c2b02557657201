#include "aws/failure.h"

namespace krm::aws {

std::string_view name_of(const Failure& failure) {
  if (const auto* error = std::get_if<Error>(&failure)) return error->entry().name;
  if (const auto* reply = std::get_if<DispatcherReply>(&failure)) return reply->entry->name;
  return "CORS preflight";
}

std::string_view why_of(const Failure& failure) {
  if (const auto* error = std::get_if<Error>(&failure)) return error->why();
  if (const auto* reply = std::get_if<DispatcherReply>(&failure)) return reply->why;
  return {};
}

}  // namespace krm::aws
