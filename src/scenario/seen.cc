#include "scenario/seen.h"

#include "kms/operations.h"

namespace krm::scenario {

std::optional<std::string_view> Seen::operation() const {
  const http::Header* header = http::find(request.headers, "X-Amz-Target");
  if (header == nullptr) return std::nullopt;
  return kms::operation_in(header->value);
}

bool Seen::is_usual() const { return operation().value_or(what_rules_mean) == what_rules_mean; }

}  // namespace krm::scenario
