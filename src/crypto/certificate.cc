#include "crypto/certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <utility>

#include "crypto/failure.h"
#include "crypto/key_algorithm.h"
#include "crypto/text_stream.h"

namespace krm::crypto {

Owned<X509> read_certificate(base::ByteView der) {
  const KeyAlgorithm algorithm = algorithm_of_certificate(der);
  if (algorithm == KeyAlgorithm::none || algorithm == KeyAlgorithm::described_curve) return nullptr;
  const std::uint8_t* position = der.data();
  Owned<X509> certificate(d2i_X509(nullptr, &position, static_cast<long>(der.size())));
  take_failure();
  if (position != der.data() + der.size()) return nullptr;
  return certificate;
}

tl::expected<std::vector<Owned<X509>>, std::string> read_certificates(std::string_view text) {
  std::vector<Owned<X509>> read;
  const auto stream = reading(text);
  while (
      Owned<X509> certificate{PEM_read_bio_X509(stream.get(), nullptr, no_passphrase, nullptr)}) {
    read.push_back(std::move(certificate));
  }
  const bool no_further_one = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  const std::string failure = take_failure();
  if (!no_further_one && !read.empty())
    return tl::unexpected("a certificate is damaged: " + failure);
  if (read.empty()) return tl::unexpected("there is no certificate in PEM: " + failure);
  return read;
}

std::string to_pem(X509& certificate) {
  const auto stream = writing();
  require(PEM_write_bio_X509(stream.get(), &certificate) == 1, "write a certificate");
  return text_of(*stream);
}

base::Bytes to_der(X509& certificate) {
  std::uint8_t* der = nullptr;
  const int size = i2d_X509(&certificate, &der);
  require(size > 0, "write a certificate");
  base::Bytes bytes(der, der + size);
  OPENSSL_free(der);
  return bytes;
}

Owned<EVP_PKEY> public_key_of(const X509& certificate) {
  Owned<EVP_PKEY> key(X509_get_pubkey(const_cast<X509*>(&certificate)));
  take_failure();
  return key;
}

Owned<X509> share(X509& certificate) {
  require(X509_up_ref(&certificate) == 1, "share a certificate");
  return Owned<X509>(&certificate);
}

}  // namespace krm::crypto
