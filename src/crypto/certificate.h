// Reads and writes certificates (RFC 5280), as DER and as PEM.
//
// Thread-safety: any thread may call the functions. They throw Broken.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/bytes.h"
#include "crypto/owned.h"

namespace krm::crypto {

// Reads a stranger's certificate, which must be all of `der`. Returns nullptr when it is not a
// certificate, or when its key is on a curve without a name (key_algorithm.h).
Owned<x509_st> read_certificate(base::ByteView der);

// Returns all certificates of a text in PEM, at least one. On failure returns what is wrong.
tl::expected<std::vector<Owned<x509_st>>, std::string> read_certificates(std::string_view text);

std::string to_pem(x509_st& certificate);
base::Bytes to_der(x509_st& certificate);

// Returns the key of the certificate's subject, or nullptr when OpenSSL does not know such keys.
Owned<evp_pkey_st> public_key_of(const x509_st& certificate);

// Returns the same certificate with one more owner.
Owned<x509_st> share(x509_st& certificate);

}  // namespace krm::crypto
