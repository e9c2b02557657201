// Reads COSE_Sign1 (RFC 9052, 4.2), which is content and one signature over it. It also knows which
// bytes are signed.
#pragma once

#include <cstdint>
#include <tl/expected.hpp>

#include "base/bytes.h"
#include "nitro/refusal.h"

namespace krm::nitro {

inline constexpr std::uint64_t cose_sign1_tag = 18;
inline constexpr std::int64_t cose_alg = 1;      // the header parameter (RFC 9052, 3.1)
inline constexpr std::int64_t cose_es384 = -35;  // its value for ES384 (RFC 9053, 2.1)

// Holds views into the document that was read.
struct CoseSign1 {
  base::ByteView protected_header;
  base::ByteView payload;
  base::ByteView signature;
};

// Reads a whole COSE_Sign1, with its tag or without. It must be an array of a byte string, a map, a
// byte string of 1 to 16,384 bytes and a byte string. Does not look at what the headers say.
tl::expected<CoseSign1, Refusal> read_cose_sign1(base::ByteView document);

// Reads the payload alone: a byte string, the third of four items of any kind in an array.
tl::expected<base::ByteView, Refusal> read_payload(base::ByteView document);

// Returns whether a protected header names ES384 as the algorithm.
bool names_es384(base::ByteView protected_header);

// Returns the Sig_structure (RFC 9052, 4.4), which are the bytes that are signed.
base::Bytes signed_bytes(base::ByteView protected_header, base::ByteView payload);

}  // namespace krm::nitro
