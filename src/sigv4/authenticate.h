// The stage `authenticate`. It finds out who signed a request, and verifies that they did. It is as
// strict as the rules say. Errors have the order and the words of the front end.
//
// Sources: REAL-OTHER for the order, from kinesalite's suite and dynalite's recorded notes. The
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
#include "base/duration.h"
#include "http/request.h"
#include "sigv4/access_key.h"
#include "sigv4/mismatch.h"
#include "sigv4/signature.h"

namespace krm::sigv4 {

enum class Auth {
  off,     // signatures are ignored
  shape,   // one must be there and well formed; needs neither secret nor clock
  strict,  // the signature must be right
};

constexpr std::array<std::pair<std::string_view, Auth>, 3> words_of(Auth) {
  return {{{"off", Auth::off}, {"shape", Auth::shape}, {"strict", Auth::strict}}};
}
constexpr std::string_view family_of(Auth) { return "way to authenticate"; }

struct SignatureRules {
  Auth auth = Auth::off;
  std::string service;                // the service that a scope must name
  std::optional<std::string> region;  // under strict, the only one a scope may name
  AccessKeys keys;                    // the keys that strict knows
};

struct Authenticated {
  std::string access_key_id;  // who signed; empty unless that was verified
};

struct Unauthenticated {
  aws::Error error;                  // does not tell the cause of a mismatch
  std::optional<Mismatch> mismatch;  // set when the signature itself is wrong
};

// Returns who signed `request` when `rules` are strict; else returns nobody. Strict takes a request
// that was signed within five minutes of `now`. In the query form X-Amz-Expires replaces the five
// minutes before `now`. `elapsed` is the time since the signer's first request. A key
// that has run out by then is told so before its signature is looked at (GUESS): a test that moves
// the clock by ten minutes would see nothing but an old signature. Compares signatures in constant
// time. On failure returns the error to answer with. REQUIRES: `signature` is that of `request`.
//
// Thread-safety: a function of its arguments; `rules` may be shared.
tl::expected<Authenticated, Unauthenticated> authenticate(const http::HttpRequest& request,
                                                          const Signature& signature,
                                                          const SignatureRules& rules,
                                                          base::WallTime now,
                                                          base::Milliseconds elapsed = {});

}  // namespace krm::sigv4
