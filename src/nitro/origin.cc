#include "nitro/origin.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/duration.h"
#include "crypto/certificate.h"
#include "crypto/certification_path.h"
#include "crypto/digest.h"
#include "crypto/es384.h"

namespace krm::nitro {
namespace {

using std::chrono::milliseconds;

// Returns the time on the wall clock, which has no time beyond the year 2262.
base::WallTime time_of(std::uint64_t timestamp) {
  constexpr auto last = std::chrono::floor<milliseconds>(base::WallTime::max());
  const auto most = static_cast<std::uint64_t>(last.time_since_epoch().count());
  return base::WallTime(milliseconds(static_cast<std::int64_t>(std::min(timestamp, most))));
}

Passed check_signature(const CoseSign1& sign1, const x509_st& certificate) {
  if (!names_es384(sign1.protected_header)) {
    return refused(Check::signature, "has a protected header that does not name ES384");
  }
  crypto::Es384Signature signature{};
  if (sign1.signature.size() != signature.size()) {
    return refused(Check::signature, fmt::format("has a signature of {} bytes where {} have to be",
                                                 sign1.signature.size(), signature.size()));
  }
  std::ranges::copy(sign1.signature, signature.begin());
  const auto key = crypto::public_key_of(certificate);
  if (!key || !crypto::is_for_es384(*key)) {
    return refused(Check::signature, "has a certificate without a key of P-384");
  }
  if (!crypto::verify_es384(*key, signed_bytes(sign1.protected_header, sign1.payload), signature)) {
    return refused(Check::signature, "has a signature that is not its certificate's");
  }
  return {};
}

crypto::TrustAnchors anchors_for(const AttestationDocument& document, const Roots& roots) {
  crypto::TrustAnchors anchors = roots.anchors;
  const base::ByteView root = document.cabundle.front();
  if (roots.aws && crypto::sha256(root) == aws_root) anchors.add(crypto::read_certificate(root));
  return anchors;
}

// Returns when the certificates must be valid. The issuer's clock may be ahead of ours by the skew.
// Its certificates then also begin ahead of ours.
base::WallTime time_of_judgement(const AttestationDocument& document, const Policy& policy,
                                 base::WallTime now) {
  const base::WallTime made = time_of(document.timestamp);
  return policy.clock == DocumentClock::document ? made : std::clamp(made, now, now + policy.skew);
}

Passed check_chain(const AttestationDocument& document, x509_st& certificate, const Policy& policy,
                   base::WallTime now) {
  const std::string mistake =
      crypto::path_mistake(certificate, document.cabundle, anchors_for(document, policy.roots),
                           time_of_judgement(document, policy, now));
  if (mistake.empty()) return {};
  return refused(Check::chain, "has " + mistake);
}

Passed check_clock(const AttestationDocument& document, const Policy& policy, base::WallTime now) {
  if (policy.clock == DocumentClock::document) return {};
  const auto age = std::chrono::floor<milliseconds>(now) -
                   std::chrono::floor<milliseconds>(time_of(document.timestamp));
  // Rounds up, so that a time beyond the limit also looks like it.
  const auto in_seconds = [](milliseconds time) {
    return base::to_text(std::chrono::ceil<std::chrono::seconds>(time));
  };
  if (age < -policy.skew) {
    return refused(Check::clock, fmt::format("is {} ahead; at most {} is allowed", in_seconds(-age),
                                             base::to_text(policy.skew)));
  }
  if (policy.max_age.count() > 0 && age > policy.max_age) {
    return refused(Check::clock, fmt::format("is {} old; at most {} is allowed", in_seconds(age),
                                             base::to_text(policy.max_age)));
  }
  return {};
}

}  // namespace

Passed check_origin(const CoseSign1& sign1, const AttestationDocument& document,
                    const Policy& policy, base::WallTime now) {
  const auto certificate = crypto::read_certificate(document.certificate);
  if (!certificate) return refused(Check::signature, "has a certificate that cannot be read");
  return check_signature(sign1, *certificate)
      .and_then([&] { return check_chain(document, *certificate, policy, now); })
      .and_then([&] { return check_clock(document, policy, now); });
}

}  // namespace krm::nitro
