#include "tls/authority.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>
#include <string_view>

#include "base/hex.h"
#include "crypto/certificate_draft.h"
#include "crypto/failure.h"
#include "tls/certificate_names.h"

namespace krm::tls {
namespace {

using base::WallTime;
using crypto::CertificateDraft;
using crypto::CertifiedKey;

constexpr std::string_view organisation = "kms-random-mock";
constexpr const char* curve = "P-256";

// Names the subject `name` and the first bytes of the serial number, so that no two have one name.
void set_subject(CertificateDraft& draft, std::string_view name) {
  const unsigned char* serial = ASN1_STRING_get0_data(X509_get0_serialNumber(&draft.certificate()));
  draft.add_to_subject("O", organisation);
  draft.add_to_subject("CN", fmt::format("{} {}", name, base::to_hex({serial, 4})));
}

// Makes the draft `own` an authority that may vouch only for `permitted`.
Authority constrained(CertificateDraft own, const ServerNames& permitted) {
  own.extend("basicConstraints", "critical,CA:TRUE,pathlen:0");
  own.extend("keyUsage", "critical,keyCertSign");
  own.extend("subjectKeyIdentifier", "hash");
  set_permitted(own.certificate(), permitted);
  return Authority(std::move(own).sign_with_itself());
}

WallTime end_of(const X509& certificate) {
  std::tm time{};
  crypto::require(ASN1_TIME_to_tm(X509_get0_notAfter(&certificate), &time) == 1, "read a time");
  return std::chrono::system_clock::from_time_t(timegm(&time));
}

}  // namespace

Authority Authority::make(const ServerNames& permitted, WallTime now) {
  CertificateDraft own(crypto::new_ec_key(curve), now - tolerance, now + lifetime);
  set_subject(own, "test authority");
  return constrained(std::move(own), permitted);
}

Authority Authority::renewed(const ServerNames& permitted, WallTime now) const {
  EVP_PKEY_up_ref(own_.key.get());
  CertificateDraft next(crypto::Owned<EVP_PKEY>(own_.key.get()), now - tolerance, now + lifetime);
  crypto::require(X509_set_subject_name(&next.certificate(),
                                        X509_get_subject_name(own_.certificate.get())) == 1,
                  "name an authority");
  return constrained(std::move(next), permitted);
}

CertifiedKey Authority::issue(const ServerNames& names, WallTime now) const {
  const auto end = std::min<WallTime>(now + lifetime_of_issued, end_of(*own_.certificate));
  CertificateDraft issued(crypto::new_ec_key(curve), now - tolerance, end);
  set_subject(issued, "test server");
  issued.extend("basicConstraints", "critical,CA:FALSE");
  issued.extend("keyUsage", "critical,digitalSignature");
  issued.extend("extendedKeyUsage", "serverAuth");
  issued.extend("subjectKeyIdentifier", "hash");
  set_names(issued.certificate(), names);
  return std::move(issued).sign_with(own_);
}

bool Authority::vouches_for(const crypto::CertifiedKey& issued) const {
  const bool signed_by = X509_verify(issued.certificate.get(), own_.key.get()) == 1;
  crypto::take_failure();
  return signed_by && permits(*own_.certificate, *issued.certificate);
}

ServerNames Authority::permitted() const { return permitted_by(*own_.certificate); }

}  // namespace krm::tls
