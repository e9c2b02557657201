// A private key and the certificates that vouch for it. A server shows one in a handshake, and an
// attestation document is signed with one.
//
// Thread-safety: any thread may call const members and functions.
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
  std::vector<Owned<x509_st>> chain;  // the certificate's issuer, then the issuer's issuer, ...

  // Returns whether the certificate is valid from `from` to `to`.
  bool holds(base::WallTime from, base::WallTime to) const;

  bool ends_after(base::WallTime time) const;

  // Returns the key, the certificate and the chain. The text is a secret.
  std::string to_pem() const;
};

// Reads PEM texts: all of `certificates`, and the first private key of `key`. On failure returns
// what is missing, or that the two do not belong together. Never asks for a passphrase.
tl::expected<CertifiedKey, std::string> read_certified_key(std::string_view certificates,
                                                           std::string_view key);

// Returns the key as PKCS #8. The text is a secret.
std::string to_pem(const evp_pkey_st& key);

}  // namespace krm::crypto
