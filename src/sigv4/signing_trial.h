// Making a signature again, with a mistake in it.
//
// Thread-safety: none. Scopes are views, whose text must outlive what is here.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "http/request.h"
#include "sigv4/canonical_request.h"
#include "sigv4/signing_key.h"

namespace krm::sigv4 {

// Everything that makes a signature; a mistake changes a part of it.
struct Ingredients {
  CanonicalRequest canonical;
  std::string timestamp;
  Scope scope;         // that is signed
  Scope scope_of_key;  // that the key is derived for
  std::string key;     // key_material()

  std::string signature() const {
    return SigningKey(key, scope_of_key).sign(string_to_sign(timestamp, scope, canonical.text()));
  }
};

// Knows the mistake that gives the client's signature.
//
// No more than 500 are tried, whatever the request: the longest head makes a trial take half a
// millisecond.
class SigningTrial {
 public:
  SigningTrial(Ingredients right, std::string signature)
      : right_(std::move(right)), signature_(std::move(signature)) {}

  // `mistake` changes the Ingredients that are right.
  template <typename Mistake>
  bool gives(Mistake mistake) {
    if (left_-- <= 0) return false;
    Ingredients made = right_;
    mistake(made);
    return made.signature() == signature_;
  }

 private:
  Ingredients right_;
  std::string signature_;
  int left_ = 500;
};

}  // namespace krm::sigv4
