// A certificate authority for the servers of one machine. It is constrained to the names that it
// was made for, so that whoever comes to trust it need not fear that it vouches for others.
//
// Thread-safety: const members may be called from any thread.
#pragma once

#include <chrono>
#include <utility>

#include "base/clock.h"
#include "crypto/certified_key.h"
#include "tls/server_names.h"

namespace krm::tls {

class Authority {
 public:
  using Days = std::chrono::days;
  static constexpr Days lifetime{3653};
  static constexpr Days lifetime_of_issued{397};
  // So long before its end a certificate is replaced, and so long before `now` it begins: not all
  // clocks agree.
  static constexpr Days renewal{30};
  static constexpr Days tolerance{1};

  // A new one with a key of its own, P-256.
  static Authority make(const ServerNames& permitted, base::WallTime now);

  // Another with the same key and name, so that what this one has issued is good under it too.
  // REQUIRES: made by make() or renewed().
  Authority renewed(const ServerNames& permitted, base::WallTime now) const;

  // One that was read; what it is good for, the functions below tell.
  explicit Authority(crypto::CertifiedKey own) : own_(std::move(own)) {}

  // A new key and a certificate for these names, permitted or not.
  crypto::CertifiedKey issue(const ServerNames& names, base::WallTime now) const;

  // Whether `issued` is of this authority, for names that it may vouch for.
  bool vouches_for(const crypto::CertifiedKey& issued) const;

  ServerNames permitted() const;

  const crypto::CertifiedKey& own() const { return own_; }

 private:
  crypto::CertifiedKey own_;
};

}  // namespace krm::tls
