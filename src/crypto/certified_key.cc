#include "crypto/certified_key.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>
#include <utility>

#include "crypto/failure.h"

namespace krm::crypto {
namespace {

using Bio = Owned<BIO>;

Bio reading(std::string_view text) {
  Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  require(bio != nullptr, "read a text");
  return bio;
}

Bio writing() {
  Bio bio(BIO_new(BIO_s_mem()));
  require(bio != nullptr, "write a text");
  return bio;
}

std::string text_of(const Bio& bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

// OpenSSL would ask on the terminal.
int no_passphrase(char*, int, int, void*) { return -1; }

Owned<X509> next_certificate(const Bio& bio) {
  return Owned<X509>(PEM_read_bio_X509(bio.get(), nullptr, no_passphrase, nullptr));
}

// Before zero when `bound` is before `time` or the same, after zero when it is later; zero for what
// is no time.
int compare(const ASN1_TIME* bound, base::WallTime time) {
  std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  return X509_cmp_time(bound, &seconds);
}

}  // namespace

bool CertifiedKey::holds(base::WallTime from, base::WallTime to) const {
  return compare(X509_get0_notBefore(certificate.get()), from) < 0 && ends_after(to);
}

bool CertifiedKey::ends_after(base::WallTime time) const {
  return compare(X509_get0_notAfter(certificate.get()), time) > 0;
}

std::string CertifiedKey::to_pem() const {
  std::string text = crypto::to_pem(*key) + crypto::to_pem(*certificate);
  for (const auto& issuer : chain) text += crypto::to_pem(*issuer);
  return text;
}

tl::expected<std::vector<Owned<X509>>, std::string> read_certificates(std::string_view text) {
  std::vector<Owned<X509>> read;
  const Bio bio = reading(text);
  while (auto certificate = next_certificate(bio)) read.push_back(std::move(certificate));
  const bool no_further_one = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  const std::string failure = take_failure();
  if (!no_further_one && !read.empty())
    return tl::unexpected("a certificate is damaged: " + failure);
  if (read.empty()) return tl::unexpected("there is no certificate in PEM: " + failure);
  return read;
}

tl::expected<CertifiedKey, std::string> read_certified_key(std::string_view certificates,
                                                           std::string_view key) {
  auto chain = read_certificates(certificates);
  if (!chain) return tl::unexpected(std::move(chain).error());
  CertifiedKey read;
  read.certificate = std::move(chain->front());
  chain->erase(chain->begin());
  read.chain = std::move(*chain);
  read.key.reset(PEM_read_bio_PrivateKey(reading(key).get(), nullptr, no_passphrase, nullptr));
  if (!read.key) {
    return tl::unexpected("there is no private key without a passphrase in PEM: " + take_failure());
  }
  if (X509_check_private_key(read.certificate.get(), read.key.get()) != 1) {
    take_failure();
    return tl::unexpected(std::string("the key is not that of the certificate"));
  }
  return read;
}

std::string to_pem(x509_st& certificate) {
  const Bio bio = writing();
  require(PEM_write_bio_X509(bio.get(), &certificate) == 1, "write a certificate");
  return text_of(bio);
}

std::string to_pem(const evp_pkey_st& key) {
  const Bio bio = writing();
  require(PEM_write_bio_PrivateKey(bio.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
          "write a key");
  return text_of(bio);
}

base::Bytes to_der(x509_st& certificate) {
  std::uint8_t* der = nullptr;
  const int size = i2d_X509(&certificate, &der);
  require(size > 0, "write a certificate");
  base::Bytes bytes(der, der + size);
  OPENSSL_free(der);
  return bytes;
}

Owned<x509_st> share(x509_st& certificate) {
  require(X509_up_ref(&certificate) == 1, "share a certificate");
  return Owned<x509_st>(&certificate);
}

}  // namespace krm::crypto
