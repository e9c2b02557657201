// A certificate authority for the servers of one machine. It is constrained to the names that it
// was made for. A client that trusts it need not fear that it vouches for other names.
//
// Thread-safety: any thread may call const members.
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
  // A certificate is replaced `renewal` before its end. It begins `tolerance` before `now`, since
  // not all clocks agree.
  static constexpr Days renewal{30};
  static constexpr Days tolerance{1};

  // Returns a new authority with its own new key, on P-256.
  static Authority make(const ServerNames& permitted, base::WallTime now);

  // Returns another authority with the same key and name. What this one has issued is therefore
  // valid under it too. REQUIRES: this one was made by make() or renewed().
  Authority renewed(const ServerNames& permitted, base::WallTime now) const;

  // Takes an authority that was read. vouches_for() and permitted() tell what it is good for.
  explicit Authority(crypto::CertifiedKey own) : own_(std::move(own)) {}

  // Returns a new key and a certificate for `names`, whether they are permitted or not.
  crypto::CertifiedKey issue(const ServerNames& names, base::WallTime now) const;

  // Returns whether this authority has issued `issued`, and may vouch for its names.
  bool vouches_for(const crypto::CertifiedKey& issued) const;

  ServerNames permitted() const;

  const crypto::CertifiedKey& own() const { return own_; }

 private:
  crypto::CertifiedKey own_;
};

}  // namespace krm::tls
