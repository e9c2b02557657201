// Certificates (RFC 5280) as bytes and as texts.
//
// Thread-safety: functions of their arguments. They throw Broken.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/bytes.h"
#include "crypto/owned.h"

namespace krm::crypto {

// From the DER of a stranger's certificate, all of it. Nothing where it is none, or its key is on a
// curve that has no name (key_algorithm.h).
Owned<x509_st> read_certificate(base::ByteView der);

// All certificates of a text in PEM, at least one. Fails with what is wrong.
tl::expected<std::vector<Owned<x509_st>>, std::string> read_certificates(std::string_view text);

std::string to_pem(x509_st& certificate);
base::Bytes to_der(x509_st& certificate);

// Its subject's key; nothing where OpenSSL knows no such key.
Owned<evp_pkey_st> public_key_of(const x509_st& certificate);

// The same certificate, with one owner more.
Owned<x509_st> share(x509_st& certificate);

}  // namespace krm::crypto
