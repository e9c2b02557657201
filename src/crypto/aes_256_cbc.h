// AES-256 in CBC mode with the padding of PKCS #7.
//
// Thread-safety: a function of its arguments.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"
#include "base/secret.h"

namespace krm::crypto {

using Aes256Key = base::Secret<32>;
using AesIv = std::array<std::uint8_t, 16>;

// Of 1 to 16 bytes more than `message`. Throws Broken.
base::Bytes encrypt_aes_256_cbc(const Aes256Key& key, const AesIv& iv, base::ByteView message);

}  // namespace krm::crypto
