#include "aws/sdk_attempt.h"

#include "base/number.h"

namespace krm::aws {
namespace {

constexpr std::size_t longest_invocation = 128;

// Parts may come in any order.
std::optional<std::int64_t> attempt_in(std::string_view text) {
  constexpr std::string_view key = "attempt=";
  while (!text.empty()) {
    const auto end = text.find(';');
    const std::string_view part = http::trim(text.substr(0, end));
    if (part.starts_with(key)) {
      const auto value = base::number_in<std::int64_t>(part.substr(key.size()));
      if (value && *value > 0) return value;
    }
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return std::nullopt;
}

}  // namespace

SdkAttempt sdk_attempt_of(const http::HttpRequest& request) {
  SdkAttempt said{.invocation_id = http::value_of(request.headers, "amz-sdk-invocation-id"),
                  .attempt = attempt_in(http::value_of(request.headers, "amz-sdk-request"))};
  if (said.invocation_id.size() > longest_invocation) said.invocation_id = {};
  return said;
}

}  // namespace krm::aws
