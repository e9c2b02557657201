// What is asked of an attestation document.
#pragma once

#include <chrono>
#include <map>

#include "base/bytes.h"
#include "crypto/certification_path.h"
#include "crypto/digest.h"

namespace krm::nitro {

// off        no document is looked at
// lenient    four items, the third a map with a key that can be used
// structure  all that the specification says of form; no signature, no certificate, no clock
// chain      and that the document is signed, by whom a trusted root vouches for, lately
enum class Verify { off, lenient, structure, chain };

// What time certificates are judged at.
enum class DocumentClock { now, document };

// SHA-256 of the certificate of AWS's root G1, CN=aws.nitro-enclaves (DOC; REAL: captured
// documents). It is in each document, so knowing it is enough to trust it.
inline constexpr crypto::Sha256 aws_root{
    0x64, 0x1a, 0x03, 0x21, 0xa3, 0xe2, 0x44, 0xef, 0xe4, 0x56, 0x46, 0x31, 0x95, 0xd6, 0x06, 0x31,
    0x7e, 0xd7, 0xcd, 0xcc, 0x3c, 0x17, 0x56, 0xe0, 0x98, 0x93, 0xf3, 0xc6, 0x8f, 0x79, 0xbb, 0x5b};

constexpr unsigned most_pcrs = 32;
constexpr bool is_pcr_size(std::size_t bytes) { return bytes == 32 || bytes == 48 || bytes == 64; }

// Whom a chain of certificates has to lead to.
struct Roots {
  crypto::TrustAnchors anchors;
  bool aws = false;

  bool empty() const { return anchors.empty() && !aws; }
};

using ExpectedPcrs = std::map<unsigned, base::Bytes>;

struct Policy {
  Verify verify = Verify::structure;
  Roots roots;
  std::chrono::milliseconds max_age{std::chrono::minutes(5)};  // 0: any age
  std::chrono::milliseconds skew{std::chrono::minutes(5)};     // ahead of us that its clock may be
  DocumentClock clock = DocumentClock::now;
  ExpectedPcrs expected_pcrs;
};

}  // namespace krm::nitro
