// A private key and the certificates that vouch for it: what a server shows in a handshake, and who
// signs an attestation document.
//
// Thread-safety: const members and functions may be called from any thread.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/clock.h"
#include "crypto/certificate.h"
#include "crypto/owned.h"

namespace krm::crypto {

struct CertifiedKey {
  Owned<evp_pkey_st> key;
  Owned<x509_st> certificate;
  std::vector<Owned<x509_st>> chain;  // who vouches for the certificate, and for that one, ...

  // Whether all of that time lies within what the certificate says.
  bool holds(base::WallTime from, base::WallTime to) const;

  bool ends_after(base::WallTime time) const;

  // The key, the certificate and the chain. A secret.
  std::string to_pem() const;
};

// From PEM texts: the first private key of one, all certificates of the other. Fails with what is
// missing, or says that they do not belong together; never asks anybody for a passphrase.
tl::expected<CertifiedKey, std::string> read_certified_key(std::string_view certificates,
                                                           std::string_view key);

// A secret, as PKCS #8.
std::string to_pem(const evp_pkey_st& key);

}  // namespace krm::crypto
