#include "crypto/digest.h"

#include <openssl/evp.h>

#include "crypto/failure.h"

namespace krm::crypto {
namespace {

template <typename Digest>
Digest digest_of(base::ByteView bytes, const EVP_MD* kind) {
  Digest digest{};
  require(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, kind, nullptr) == 1,
          "make a digest");
  return digest;
}

}  // namespace

Sha256 sha256(base::ByteView bytes) { return digest_of<Sha256>(bytes, EVP_sha256()); }
Sha384 sha384(base::ByteView bytes) { return digest_of<Sha384>(bytes, EVP_sha384()); }

}  // namespace krm::crypto
