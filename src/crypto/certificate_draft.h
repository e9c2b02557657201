// A certificate that is being made: X.509 version 3, with a random serial number.
//
// Thread-safety: none. All functions throw Broken.
#pragma once

#include <string_view>

#include "base/clock.h"
#include "crypto/certified_key.h"

namespace krm::crypto {

// Returns a new key on `curve`, such as "P-256" or "P-384".
Owned<evp_pkey_st> new_ec_key(const char* curve);

class CertificateDraft {
 public:
  CertificateDraft(Owned<evp_pkey_st> key, base::WallTime from, base::WallTime to);

  // Adds an attribute to the subject by its short name, such as "CN". The attributes stand in the
  // order of the calls.
  void add_to_subject(const char* attribute, std::string_view value);

  // Adds an extension by its short name, such as "keyUsage". `value` is in the words of OpenSSL's
  // configuration files.
  void extend(const char* extension, const char* value);

  // Returns the certificate, so that a caller can set what has no function here.
  x509_st& certificate() { return *draft_.certificate; }

  // Signs with the issuer's key. Uses SHA-384 when that key is on P-384, else SHA-256.
  CertifiedKey sign_with(const CertifiedKey& issuer) &&;
  CertifiedKey sign_with_itself() &&;

 private:
  void sign(const CertifiedKey& issuer);

  CertifiedKey draft_;
};

}  // namespace krm::crypto
