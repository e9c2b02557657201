// Makes a signature again with a mistake in it, to find out which mistake a client made.
//
// Thread-safety: none. Scopes are views: their text must outlive the Ingredients and the trial.
#pragma once

#include <string>
#include <utility>

#include "http/request.h"
#include "sigv4/canonical_request.h"
#include "sigv4/signing_key.h"

namespace krm::sigv4 {

// Everything that makes a signature. A mistake changes a part of it.
struct Ingredients {
  CanonicalRequest canonical;
  std::string timestamp;
  Scope scope;         // in the string to sign
  Scope scope_of_key;  // what the key is derived for
  std::string key;     // key_material()

  std::string signature() const {
    return SigningKey(key, scope_of_key).sign(string_to_sign(timestamp, scope, canonical.text()));
  }
};

// Knows whether a mistake gives the client's signature.
//
// It tries no more than 500, whatever the request: with the longest head a trial takes half a
// millisecond.
class SigningTrial {
 public:
  SigningTrial(Ingredients right, std::string signature)
      : right_(std::move(right)), signature_(std::move(signature)) {}

  // Returns whether the client's signature results when `mistake` changes the right Ingredients.
  // Returns false after 500 trials.
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
