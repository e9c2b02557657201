// A mock of the authority behind Nitro attestation documents. Its root looks like that of AWS, and
// has O=Mock in its name so that nobody takes it for that one.
//
//   root.pem   what verifiers trust
//   root.key   its key, for the user alone
//
// Thread-safety: const members may be called from any thread. Everything throws crypto::Broken.
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
  // A new one, which is kept nowhere.
  static Authority make();

  // The one that is kept in the directory. Where there is neither file, nor perhaps the directory,
  // they are made, once for all processes that come at the same time. Fails with one line that says
  // what to do, and has changed nothing of what was there then.
  static tl::expected<Authority, std::string> open(const std::string& directory);

  static std::string root_file(const std::string& directory) { return directory + "/root.pem"; }

  // Whether open() has made it.
  bool is_new() const { return is_new_; }

  const crypto::CertifiedKey& root() const { return root_; }

  // A new key and the certificate of the last of the terms, with those of the other terms behind
  // it as its chain; last the root. The terms are not examined. REQUIRES: there are some.
  crypto::CertifiedKey issue(base::WallTime issued_at, const ChainTerms& terms) const;

 private:
  Authority(crypto::CertifiedKey root, bool is_new) : root_(std::move(root)), is_new_(is_new) {}

  crypto::CertifiedKey root_;
  bool is_new_;
};

}  // namespace krm::nitro
