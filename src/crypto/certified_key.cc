#include "crypto/certified_key.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>
#include <utility>

#include "crypto/failure.h"
#include "crypto/text_stream.h"

namespace krm::crypto {
namespace {

// Returns less than zero when `bound` is at or before `time`, and more than zero when it is later.
// Returns zero when `bound` is not a time.
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

std::string to_pem(const evp_pkey_st& key) {
  const auto stream = writing();
  require(PEM_write_bio_PrivateKey(stream.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
          "write a key");
  return text_of(*stream);
}

}  // namespace krm::crypto
