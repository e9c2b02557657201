#include "aws/sdk_attempt.h"

#include <algorithm>

#include "base/number.h"

namespace krm::aws {
namespace {

constexpr std::size_t longest_invocation = 128;
constexpr std::int64_t most = 1'000'000;

using Number = std::optional<std::int64_t>;

Number number_in(std::string_view text) {
  const auto value = base::number_in<std::int64_t>(text);
  return value && *value >= 0 && *value <= most ? value : std::nullopt;
}

// Returns the number behind `key` in "attempt=1; max=3". Parts may come in any order.
Number in_request(std::string_view text, std::string_view key) {
  while (!text.empty()) {
    const auto end = text.find(';');
    const std::string_view part = http::trim(text.substr(0, end));
    if (part.starts_with(key)) {
      if (const Number number = number_in(part.substr(key.size()))) return number;
    }
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return std::nullopt;
}

// Returns the number in "0/0/500".
Number in_retry(std::string_view text) { return number_in(text.substr(0, text.find('/'))); }

bool counts_from_0(const http::HttpRequest& request) {
  constexpr std::string_view ruby = "aws-sdk-ruby3/";
  return http::value_of(request.headers, "User-Agent").starts_with(ruby);
}

}  // namespace

SdkAttempt sdk_attempt_of(const http::HttpRequest& request) {
  const auto said = [&](std::string_view name) { return http::value_of(request.headers, name); };
  SdkAttempt attempt{};
  for (const std::string_view name : {"amz-sdk-invocation-id", "aws-sdk-invocation-id"}) {
    if (attempt.invocation_id.empty()) attempt.invocation_id = said(name);
  }
  if (attempt.invocation_id.size() > longest_invocation) attempt.invocation_id = {};
  const std::string_view told = said("amz-sdk-request");
  attempt.most = in_request(told, "max=");
  if (const Number number = in_request(told, "attempt=")) {
    // The newer Ruby that counts from 1 sends an id, and then the server counts.
    const bool from_0 = attempt.invocation_id.empty() && counts_from_0(request);
    attempt.number = number;
    attempt.attempt = std::max<std::int64_t>(1, from_0 ? *number + 1 : *number);
    return attempt;
  }
  for (const std::string_view name : {"amz-sdk-retry", "aws-sdk-retry"}) {
    const Number number = in_retry(said(name));
    if (!number || attempt.number) continue;
    attempt.number = number;
    attempt.attempt = *number + 1;
  }
  return attempt;
}

}  // namespace krm::aws
