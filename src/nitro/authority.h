// A mock of the authority behind Nitro attestation documents. Its root looks like that of AWS, but
// has O=Mock in its name, so that nobody takes it for that one.
//
//   root.pem   what verifiers trust
//   root.key   its key, for the user alone
//
// Thread-safety: any thread may call const members. All functions throw crypto::Broken.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "base/clock.h"
#include "crypto/certified_key.h"
#include "nitro/chain_terms.h"

namespace krm::nitro {

class Authority {
 public:
  // Returns a new authority, which is kept nowhere.
  static Authority make();

  // Returns the authority that is kept in `directory`. When neither file is there, makes both, and
  // the directory too if it is missing. Processes that come at the same time get the same one. On
  // failure returns one line that says what to do, and leaves what was there unchanged.
  static tl::expected<Authority, std::string> open(const std::string& directory);

  static std::string root_file(const std::string& directory) { return directory + "/root.pem"; }

  // Returns whether the authority was made and not read.
  bool is_new() const { return is_new_; }

  const crypto::CertifiedKey& root() const { return root_; }

  // Returns a new key and the certificate of the last of `terms`. Its chain holds the certificates
  // of the other terms, and then the root. The terms are not examined. REQUIRES: there is at
  // least one.
  crypto::CertifiedKey issue(base::WallTime issued_at, const ChainTerms& terms) const;

 private:
  Authority(crypto::CertifiedKey root, bool is_new) : root_(std::move(root)), is_new_(is_new) {}

  crypto::CertifiedKey root_;
  bool is_new_;
};

}  // namespace krm::nitro
