#include "sigv4/signature_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/number.h"
#include "base/quoting.h"
#include "sigv4/signing_key.h"
#include "sigv4/timestamp.h"

namespace krm::sigv4 {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr seconds allowed_skew = std::chrono::minutes(5);

tl::unexpected<aws::Error> invalid(std::string message, std::string why) {
  return tl::unexpected(aws::Error(aws::error_named("InvalidSignatureException"),
                                   std::move(message), std::move(why)));
}

// Returns how long a signature is valid.
tl::expected<seconds, aws::Error> lifetime_of(const Authorization& authorization) {
  if (!authorization.expires) return allowed_skew;
  constexpr int a_week = 604'800;
  const std::string& text = *authorization.expires;
  const auto value = base::number_in<int>(text);
  if (value && *value >= 1 && *value <= a_week) return seconds(*value);
  return incomplete(fmt::format("X-Amz-Expires must be a number of seconds from 1 to {}. Got '{}'.",
                                a_week, text),
                    fmt::format("X-Amz-Expires is {}", base::quoted(text)));
}

std::string in_words(seconds time) {
  return time % std::chrono::minutes(1) == seconds(0) ? fmt::format("{} min.", time.count() / 60)
                                                      : fmt::format("{} sec.", time.count());
}

}  // namespace

tl::expected<sys_seconds, aws::Error> check_date(const Authorization& authorization) {
  if (const auto time = parse_timestamp(authorization.date)) return *time;
  return incomplete(fmt::format("Date must be in ISO-8601 'basic format'. Got '{}'. See "
                                "http://en.wikipedia.org/wiki/ISO_8601",
                                authorization.date),
                    fmt::format("the date is {}, and should look like 20150830T123600Z",
                                base::quoted(authorization.date)));
}

Passed check_skew(const Authorization& authorization, sys_seconds signed_at, sys_seconds now) {
  const auto lifetime = lifetime_of(authorization);
  if (!lifetime) return tl::unexpected(lifetime.error());
  if (signed_at < now - *lifetime) {
    return invalid(
        fmt::format("Signature expired: {} is now earlier than {} ({} - {})", timestamp(signed_at),
                    timestamp(now - *lifetime), timestamp(now), in_words(*lifetime)),
        fmt::format("it was signed {} s before the server's time", (now - signed_at).count()));
  }
  if (signed_at > now + allowed_skew) {
    return invalid(
        fmt::format("Signature not yet current: {} is still later than {} ({} + {})",
                    timestamp(signed_at), timestamp(now + allowed_skew), timestamp(now),
                    in_words(allowed_skew)),
        fmt::format("it was signed {} s after the server's time", (signed_at - now).count()));
  }
  return {};
}

Passed check_host(std::string_view signed_headers) {
  while (!signed_headers.empty()) {
    const std::string_view name = signed_headers.substr(0, signed_headers.find(';'));
    if (http::iequals(name, "host")) return {};
    signed_headers.remove_prefix(std::min(name.size() + 1, signed_headers.size()));
  }
  return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
                 "host is not among the signed headers");
}

Passed check_algorithm(std::string_view named) {
  if (named == signing_algorithm) return {};
  return incomplete(fmt::format("Unsupported AWS 'algorithm': '{}' (only {} for now). ", named,
                                signing_algorithm),
                    fmt::format("the algorithm is {}", base::quoted(named)));
}

tl::expected<Credential, aws::Error> check_credential(std::string_view text) {
  if (const auto credential = split_credential(text)) return *credential;
  return incomplete(fmt::format("Credential must have exactly 5 slash-delimited elements, e.g. "
                                "keyid/date/region/service/term, got '{}'",
                                text),
                    fmt::format("the credential is {}", base::quoted(text)));
}

tl::expected<Credential, aws::Error> check_scope(const Credential& credential,
                                                 const ExpectedScope& expected) {
  std::string message;
  std::string why;
  const auto fault = [&](std::string_view sentence, std::string_view what, std::string_view found,
                         std::string_view wanted) {
    message += sentence;
    why += fmt::format("{}the {} of its scope is {}{}{}", why.empty() ? "" : ", ", what,
                       base::quoted(found), wanted.empty() ? "" : " and should be ", wanted);
  };
  if (credential.region.empty() ||
      (!expected.region.empty() && credential.region != expected.region)) {
    fault("Credential should be scoped to a valid region. ", "region", credential.region,
          expected.region);
  }
  if (credential.service != expected.service) {
    fault(fmt::format("Credential should be scoped to correct service: '{}'. ", expected.service),
          "service", credential.service, expected.service);
  }
  if (credential.terminator != scope_terminator) {
    fault(fmt::format("Credential should be scoped with a valid terminator: '{}', not '{}'. ",
                      scope_terminator, credential.terminator),
          "terminator", credential.terminator, scope_terminator);
  }
  if (const std::string_view day = expected.date.substr(0, 8); credential.date != day) {
    fault(fmt::format("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of "
                      "date from HTTP: '{}' != '{}', from '{}'.",
                      credential.date, day, expected.date),
          "date", credential.date, day);
  }
  if (message.empty()) return credential;
  return invalid(std::move(message), std::move(why));
}

}  // namespace krm::sigv4
