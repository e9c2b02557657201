#include "crypto/public_key_pem.h"

#include <openssl/pem.h>

#include <memory>

#include "crypto/failure.h"

namespace krm::crypto {
namespace {

struct FreeBio {
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};

}  // namespace

std::optional<base::Bytes> read_public_key_pem(std::string_view text) {
  const std::unique_ptr<BIO, FreeBio> bio(
      BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  require(bio != nullptr, "read a text");
  std::uint8_t* der = nullptr;
  long size = 0;
  const bool found =
      PEM_bytes_read_bio(&der, &size, nullptr, PEM_STRING_PUBLIC, bio.get(), nullptr, nullptr) == 1;
  take_failure();
  if (!found) return std::nullopt;
  base::Bytes bytes(der, der + size);
  OPENSSL_free(der);
  return bytes;
}

}  // namespace krm::crypto
