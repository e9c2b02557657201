// A private key and the certificates that vouch for it: what a server shows in a handshake.
//
// Thread-safety: const members and functions may be called from any thread.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
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

// All certificates of a text, at least one. Fails with what is wrong.
tl::expected<std::vector<Owned<x509_st>>, std::string> read_certificates(std::string_view text);

std::string to_pem(x509_st& certificate);

// A secret, as PKCS #8.
std::string to_pem(const evp_pkey_st& key);

base::Bytes to_der(x509_st& certificate);

// The same certificate, with one owner more.
Owned<x509_st> share(x509_st& certificate);

}  // namespace krm::crypto
