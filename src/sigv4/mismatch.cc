#include "sigv4/mismatch.h"

#include <fmt/format.h>

#include <string_view>

#include "base/ascii.h"
#include "base/hex.h"
#include "base/quoting.h"
#include "sigv4/concealer.h"
#include "sigv4/key_mistakes.h"
#include "sigv4/percent_encoding.h"
#include "sigv4/request_mistakes.h"
#include "sigv4/request_target.h"

namespace krm::sigv4 {
namespace {

constexpr std::size_t most_shown = 4096;
constexpr std::size_t most_of_a_value = 256;

std::string shortened(std::string_view text, std::size_t limit) {
  return text.size() <= limit ? std::string(text) : base::shortened(text, limit - 3);
}

Concealer concealer_for(const Expected& expected, const AccessKeys& keys) {
  Concealer concealer;
  concealer.add(expected.authorization.signature);
  for (const http::Header& header : expected.request.headers) {
    if (names_a_secret(header.name)) concealer.add(header.value);
  }
  for (const RawParameter& parameter : split_target(expected.request.target).query) {
    if (names_a_secret(parameter.name)) concealer.add(percent_decoded(parameter.value));
  }
  for (const auto& [id, key] : keys) {
    concealer.add(key->secret_access_key());
    concealer.add(key->session_token().value_or(""));
  }
  return concealer;
}

std::string shown_query(std::string_view query) {
  std::string text;
  for (const RawParameter& parameter : split_query(query)) {
    text.append(text.empty() ? "" : "&").append(parameter.name).append("=");
    text.append(names_a_secret(parameter.name) ? concealed : parameter.value);
  }
  return text;
}

std::string shown(CanonicalRequest canonical, const Concealer& concealer) {
  canonical.query_string = shown_query(canonical.query_string);
  for (http::Header& header : canonical.headers) {
    header.value = names_a_secret(header.name)
                       ? std::string(concealed)
                       : shortened(concealer.hide(header.value), most_of_a_value);
  }
  return shortened(concealer.hide(canonical.text()), most_shown);
}

// Returns whether the body must be the one that was signed.
bool vouches_for_body(const CanonicalRequest& canonical) {
  const auto* hash = http::find(canonical.headers, "x-amz-content-sha256");
  return hash != nullptr && hash->value == canonical.hashed_payload;
}

std::string likely_cause(const Expected& expected, const Concealer& concealer,
                         const AccessKeys& keys) {
  const std::string& signature = expected.authorization.signature;
  const auto bytes = base::from_hex(signature);
  if (!bytes || bytes->size() != 32) return "the signature is not 64 hex digits";
  const Ingredients right{.canonical = expected.canonical,
                          .timestamp = expected.authorization.date,
                          .scope = expected.scope,
                          .scope_of_key = expected.scope,
                          .key = key_material(expected.key.secret_access_key())};
  if (base::lower_case(signature) == right.signature() && expected.canonical.missing.empty()) {
    return "the signature is in upper case";
  }
  SigningTrial trial(right, signature);
  const Signed is{expected.request, expected.canonical, expected.authorization.signed_headers,
                  expected.scope.region, concealer};
  if (auto cause = mistake_of_request(trial, is)) return *cause;
  if (auto cause = mistake_of_key(trial, expected.scope, expected.key, keys)) return *cause;
  return fmt::format(
      "none of the usual mistakes gives it: most likely wrong secret, or {}a signed "
      "header ({}) changed on the way",
      vouches_for_body(expected.canonical) ? "" : "body or ",
      base::shortened(expected.canonical.signed_headers, most_of_a_value));
}

}  // namespace

Mismatch explain_mismatch(const Expected& expected, const AccessKeys& keys) {
  const Concealer concealer = concealer_for(expected, keys);
  const std::string to_sign =
      string_to_sign(expected.authorization.date, expected.scope, expected.canonical.text());
  return {.canonical_request = shown(expected.canonical, concealer),
          .string_to_sign = shortened(concealer.hide(to_sign), most_shown),
          .likely_cause = concealer.hide(likely_cause(expected, concealer, keys))};
}

}  // namespace krm::sigv4
