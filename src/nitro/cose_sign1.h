// COSE_Sign1 (RFC 9052, 4.2): content, and one signature over it.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

#include "base/bytes.h"

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

// Sig_structure (RFC 9052, 4.4), the bytes that are signed.
base::Bytes signed_bytes(base::ByteView protected_header, base::ByteView payload);

}  // namespace krm::nitro
