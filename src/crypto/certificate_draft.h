// A certificate that is being made: X.509 version 3, with a serial number of chance.
//
// Thread-safety: none; everything throws Broken.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "crypto/certified_key.h"

namespace krm::crypto {

// On that curve: "P-256", "P-384".
Owned<evp_pkey_st> new_ec_key(const char* curve);

class CertificateDraft {
 public:
  CertificateDraft(Owned<evp_pkey_st> key, base::WallTime from, base::WallTime to);

  // One attribute of the subject by its short name, "CN"; they stand in the order of the calls.
  void add_to_subject(const char* attribute, std::string_view value);

  // An extension by its short name, "keyUsage", in the words of OpenSSL's configuration files.
  void extend(const char* extension, const char* value);

  // What else is to be set.
  x509_st& certificate() { return *draft_.certificate; }

  // With the issuer's key, and SHA-384 where that is of P-384, else SHA-256.
  CertifiedKey sign_with(const CertifiedKey& issuer) &&;
  CertifiedKey sign_with_itself() &&;

 private:
  void sign(const CertifiedKey& issuer);

  CertifiedKey draft_;
};

}  // namespace krm::crypto
