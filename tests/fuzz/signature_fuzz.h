// What the targets about signatures share: a strict server, and what must hold of its verdicts.
#pragma once

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "aws/authenticate.h"
#include "aws/percent_encoding.h"
#include "aws/signer.h"
#include "aws/timestamp.h"

namespace krm::fuzz {

inline constexpr std::string_view secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline const aws::SignatureRules& strict_rules() {
  static const aws::SignatureRules rules = [] {
    aws::SignatureRules made{.auth = aws::Auth::strict, .service = "kms", .region = {}, .keys = {}};
    made.keys.emplace(
        "AKIDEXAMPLE",
        std::make_shared<const aws::AccessKey>(aws::AccessKey::Terms{
            .secret_access_key = std::string(secret), .session_token = {}, .expired = false}));
    return made;
  }();
  return rules;
}

// Nobody gets past who has not the secret; whoever does is who signer_of() says. What is said of
// the others can be sent and logged.
inline void judge(const http::HttpRequest& request, std::string_view right_signature) {
  const auto passed =
      aws::authenticate(request, strict_rules(), *aws::parse_timestamp("20261124T071500Z"));
  if (passed) {
    require(aws::signer_of(request).access_key_id == "AKIDEXAMPLE");
    require(
        aws::percent_decoded(request.target + request.headers.back().value).find(right_signature) !=
        std::string::npos);
    return;
  }
  require(passed.error().error.status() == 400);
  require(passed.error().error.body().starts_with(R"({"__type":")"));
  require(!passed.error().error.why().empty());
  if (const auto& mismatch = passed.error().mismatch) {
    require(mismatch->canonical_request.size() <= 4096);
    require(mismatch->canonical_request.find(secret) == std::string::npos);
    require(!mismatch->likely_cause.empty());
  }
}

}  // namespace krm::fuzz
