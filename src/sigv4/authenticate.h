// The stage `authenticate`: who signed the request, and did they? As strict as the server is told
// to be, in the order of the front end and in its words.
//
// Sources: REAL-OTHER for the order, from kinesalite's suite and dynalite's recorded notes; the
// texts are REAL where KMS was recorded, else of its siblings. That they hold for KMS is a GUESS
// where docs/guesses.md says so.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "aws/error.h"
#include "base/clock.h"
#include "http/request.h"
#include "sigv4/access_key.h"
#include "sigv4/mismatch.h"
#include "sigv4/signature.h"

namespace krm::sigv4 {

enum class Auth {
  off,     // signatures are not looked at
  shape,   // one must be there, and well formed: all that can be checked without secret and clock
  strict,  // it must be right
};

constexpr std::array<std::pair<std::string_view, Auth>, 3> words_of(Auth) {
  return {{{"off", Auth::off}, {"shape", Auth::shape}, {"strict", Auth::strict}}};
}
constexpr std::string_view family_of(Auth) { return "way to authenticate"; }

struct SignatureRules {
  Auth auth = Auth::off;
  std::string service;                // that a scope must name
  std::optional<std::string> region;  // under strict, the only one that a scope may name
  AccessKeys keys;                    // those that strict knows
};

struct Authenticated {
  std::string access_key_id;  // whose signature it is; empty unless that was verified
};

struct Unauthenticated {
  aws::Error error;                  // which does not say why where there is a mismatch
  std::optional<Mismatch> mismatch;  // where the signature itself is wrong
};

// `signature` is that of `request`. Under strict a request is taken whose time lies within five
// minutes of `now`, or in the query form up to X-Amz-Expires seconds before it. The signature is
// compared in constant time.
//
// Thread-safety: a function of its arguments; `rules` may be shared.
tl::expected<Authenticated, Unauthenticated> authenticate(const http::HttpRequest& request,
                                                          const Signature& signature,
                                                          const SignatureRules& rules,
                                                          base::WallTime now);

}  // namespace krm::sigv4
