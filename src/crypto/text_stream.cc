#include "crypto/text_stream.h"

#include <openssl/bio.h>

#include "crypto/failure.h"

namespace krm::crypto {

Owned<BIO> reading(std::string_view text) {
  Owned<BIO> stream(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  require(stream != nullptr, "read a text");
  return stream;
}

Owned<BIO> writing() {
  Owned<BIO> stream(BIO_new(BIO_s_mem()));
  require(stream != nullptr, "write a text");
  return stream;
}

std::string text_of(BIO& stream) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(&stream, &data);
  return {data, static_cast<std::size_t>(size)};
}

int no_passphrase(char*, int, int, void*) { return -1; }

}  // namespace krm::crypto
