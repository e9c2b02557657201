#include "crypto/public_key_file.h"

#include <fmt/format.h>
#include <openssl/pem.h>

#include <optional>
#include <utility>

#include "crypto/failure.h"
#include "crypto/owned.h"
#include "crypto/text_stream.h"

namespace krm::crypto {
namespace {

constexpr std::string_view instead = "has to be, as openssl rsa -pubout writes it";

// One block in PEM: its name, and its content if that is a public key.
struct Block {
  std::string name;
  base::Bytes public_key;
};

// Returns the next block, or nothing after the last.
std::optional<Block> next_block(BIO& from) {
  char* name = nullptr;
  char* header = nullptr;
  std::uint8_t* content = nullptr;
  long size = 0;
  if (PEM_read_bio(&from, &name, &header, &content, &size) != 1) return std::nullopt;
  Block block{name, {}};
  if (block.name == PEM_STRING_PUBLIC) block.public_key.assign(content, content + size);
  OPENSSL_free(name);
  OPENSSL_free(header);
  OPENSSL_clear_free(content, static_cast<std::size_t>(size));
  return block;
}

// Returns whether `der` is a private key, with a passphrase or without. With one it has another
// form, EncryptedPrivateKeyInfo (RFC 5958).
bool is_private_key(base::ByteView der) {
  const std::uint8_t* position = der.data();
  const auto size = static_cast<long>(der.size());
  if (Owned<X509_SIG>(d2i_X509_SIG(nullptr, &position, size)) != nullptr) return true;
  position = der.data();
  return Owned<EVP_PKEY>(d2i_AutoPrivateKey(nullptr, &position, size)) != nullptr;
}

}  // namespace

tl::expected<base::Bytes, std::string> read_public_key_file(std::string_view content) {
  const auto text = reading(content);
  std::string other;
  while (auto block = next_block(*text)) {
    if (block->name == PEM_STRING_PUBLIC) return std::move(block->public_key);
    if (other.empty()) other = std::move(block->name);
  }
  take_failure();
  if (!other.empty()) {
    return tl::unexpected(fmt::format("has {} in PEM where PUBLIC KEY {}", other, instead));
  }
  if (content.find("-----BEGIN ") != std::string_view::npos) {
    return tl::unexpected(std::string("has damaged PEM"));
  }
  const auto bytes = base::bytes_of(content);
  const bool is_private = is_private_key(bytes);
  take_failure();
  if (is_private) {
    return tl::unexpected(fmt::format("is a private key where its public key {}", instead));
  }
  return base::Bytes(bytes.begin(), bytes.end());
}

}  // namespace krm::crypto
