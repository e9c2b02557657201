#include "aws/mismatch.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "aws/canonical_request.h"
#include "aws/credential.h"
#include "aws/key_mistakes.h"
#include "aws/percent_encoding.h"
#include "aws/request_mistakes.h"
#include "base/log.h"

namespace krm::aws {
namespace {

constexpr std::size_t most_shown = 4096;
constexpr std::string_view hidden = "(hidden)";

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

// A word shorter than any real secret may stand anywhere by chance.
void hide(std::string& text, std::string_view word) {
  if (word.size() < 8) return;
  for (auto at = text.find(word); at != std::string::npos;
       at = text.find(word, at + hidden.size())) {
    text.replace(at, word.size(), hidden);
  }
}

std::string shown(std::string text, const Authorization& authorization, const AccessKey& key) {
  for (const std::string& word :
       {authorization.signature, authorization.security_token.value_or(""), key.secret_access_key(),
        key.session_token().value_or("")}) {
    hide(text, word);
    hide(text, percent_encoded(word));
  }
  if (text.size() > most_shown) text = base::shortened(text, most_shown - 3);
  return text;
}

std::string likely_cause(const Ingredients& right, const Signed& is, std::string_view signature,
                         const AccessKey& key, const AccessKeys& keys) {
  constexpr std::string_view hex = "0123456789abcdefABCDEF";
  if (signature.size() != 64 || signature.find_first_not_of(hex) != std::string_view::npos) {
    return "the signature is not 64 hex digits";
  }
  const std::string computed = right.signature();
  if (signature != computed && lower_case(signature) == computed) {
    return "the signature is in upper case";
  }
  SigningTrial trial(right, signature);
  if (auto cause = mistake_of_request(trial, is)) return *cause;
  if (auto cause = mistake_of_key(trial, key, keys)) return *cause;
  return fmt::format(
      "none of the usual mistakes gives it: most likely wrong secret, or body or a signed header "
      "({}) changed on the way",
      base::shortened(is.canonical.signed_headers, 512));
}

}  // namespace

Mismatch explain_mismatch(const http::HttpRequest& request, const Authorization& authorization,
                          const AccessKey& key, const AccessKeys& keys) {
  const Credential credential = split_credential(authorization.credential).value_or(Credential{});
  const CanonicalRequest canonical = canonical_request(request, authorization.signed_headers);
  const Ingredients right{.canonical = canonical,
                          .timestamp = authorization.date,
                          .scope = {credential.date, credential.region, credential.service},
                          .key = "AWS4" + key.secret_access_key()};
  const Signed is{request, canonical, authorization.signed_headers, credential.region};
  const std::string text = canonical.text();
  return {.canonical_request = shown(text, authorization, key),
          .string_to_sign =
              shown(string_to_sign(right.timestamp, right.scope, text), authorization, key),
          .likely_cause = shown(likely_cause(right, is, authorization.signature, key, keys),
                                authorization, key)};
}

}  // namespace krm::aws
