// What the targets about signatures share: a strict server, and what must hold of its verdicts.
#pragma once

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "sigv4/authenticate.h"
#include "sigv4/signature.h"
#include "sigv4/timestamp.h"

namespace krm::fuzz {

inline constexpr std::string_view secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

inline constexpr std::string_view token = "a-token-that-is-not-the-key's";

// With what no log may hold in headers that may be signed or not.
inline http::HttpRequest with_secrets(http::HttpRequest request) {
  request.headers.insert(request.headers.begin(), {"x", std::string(secret)});
  request.headers.insert(request.headers.begin(), {"X-Amz-Security-Token", std::string(token)});
  return request;
}

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline const sigv4::SignatureRules& strict_rules() {
  static const sigv4::SignatureRules rules = [] {
    sigv4::SignatureRules made{
        .auth = sigv4::Auth::strict, .service = "kms", .region = {}, .keys = {}};
    made.keys.emplace(
        "AKIDEXAMPLE",
        std::make_shared<const sigv4::AccessKey>(sigv4::AccessKey::Terms{
            .secret_access_key = std::string(secret), .session_token = {}, .expired = false}));
    return made;
  }();
  return rules;
}

// Whoever gets past is whom the signature names; what is said of the others can be sent and logged.
// That only those get past who have the secret cannot be asked here: the fuzzer reads the right
// signature out of the comparison.
inline void judge(const http::HttpRequest& request) {
  const sigv4::Signature signature = sigv4::read_signature(request);
  const auto passed = sigv4::authenticate(request, signature, strict_rules(),
                                          *sigv4::parse_timestamp("20261124T071500Z"));
  if (passed) {
    require(signature.access_key_id == passed->access_key_id);
    return;
  }
  require(passed.error().error.status() == 400);
  require(passed.error().error.body().starts_with(R"({"__type":")"));
  require(passed.error().mismatch || !passed.error().error.why().empty());
  if (const auto& mismatch = passed.error().mismatch) {
    require(mismatch->canonical_request.size() <= 4096);
    require(!mismatch->likely_cause.empty());
    for (const std::string_view text :
         {std::string_view(mismatch->canonical_request), std::string_view(mismatch->string_to_sign),
          std::string_view(mismatch->likely_cause)}) {
      require(text.find(secret) == std::string::npos);
      // Where the request has none, the fuzzer may well make up the same text.
      require(text.find(token) == std::string::npos ||
              http::find(request.headers, "X-Amz-Security-Token") == nullptr);
    }
  }
}

}  // namespace krm::fuzz
