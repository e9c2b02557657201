// COSE_Sign1 (RFC 9052, 4.2): content, and one signature over it.
#pragma once

#include <cstdint>
#include <tl/expected.hpp>

#include "base/bytes.h"
#include "nitro/refusal.h"

namespace krm::nitro {

inline constexpr std::uint64_t cose_sign1_tag = 18;
inline constexpr std::int64_t cose_alg = 1;      // the header parameter (RFC 9052, 3.1)
inline constexpr std::int64_t cose_es384 = -35;  // what it says of ES384 (RFC 9053, 2.1)

// Views into the document that was read.
struct CoseSign1 {
  base::ByteView protected_header;
  base::ByteView payload;
  base::ByteView signature;
};

// All that a COSE_Sign1 is, under its tag or without: an array of a byte string, a map, a byte
// string of 1 to 16,384 bytes and a byte string. What the headers say is not looked at.
tl::expected<CoseSign1, Refusal> read_cose_sign1(base::ByteView document);

// The payload alone: a byte string, the third of an array of four items of any kind.
tl::expected<base::ByteView, Refusal> read_payload(base::ByteView document);

// Whether a protected header names ES384 as the algorithm.
bool names_es384(base::ByteView protected_header);

// Sig_structure (RFC 9052, 4.4), the bytes that are signed.
base::Bytes signed_bytes(base::ByteView protected_header, base::ByteView payload);

}  // namespace krm::nitro
