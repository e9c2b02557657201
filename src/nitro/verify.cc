#include "nitro/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/hex.h"
#include "nitro/attestation_document.h"
#include "nitro/cose_sign1.h"
#include "nitro/origin.h"

namespace krm::nitro {
namespace {

tl::expected<crypto::RsaPublicKey, Refusal> read_key(base::ByteView info) {
  return crypto::RsaPublicKey::read(info).map_error([](const std::string& why) {
    return Refusal{Check::public_key, "has a public_key that " + why};
  });
}

// Returns the name of the condition key for a PCR (DOC: kms:RecipientAttestation:...).
std::string condition_key(const AttestationDocument& document, unsigned pcr) {
  if (document.nitrotpm) return fmt::format("kms:RecipientAttestation:NitroTPMPCR{}", pcr);
  if (pcr == 0) return "kms:RecipientAttestation:ImageSha384";
  return fmt::format("kms:RecipientAttestation:PCR{}", pcr);
}

// Returns enough of the PCR to know which it is.
std::string shown(base::ByteView pcr) {
  return fmt::format("{}... of {} bytes", base::to_hex(pcr.first(8)), pcr.size());
}

Passed check_pcrs(const AttestationDocument& document, const Policy& policy) {
  for (const auto& [pcr, wanted] : policy.expected_pcrs) {
    const auto found = document.pcrs.find(pcr);
    const bool there = found != document.pcrs.end();
    if (there && std::ranges::equal(found->second, wanted)) continue;
    return refused(Check::pcrs, fmt::format("does not have the {} that is expected, {}, but {}",
                                            condition_key(document, pcr), shown(wanted),
                                            there ? shown(found->second) : "none"));
  }
  return {};
}

tl::expected<Attestation, Refusal> verify_leniently(base::ByteView document) {
  return read_payload(document).and_then(read_public_key).and_then([](base::ByteView info) {
    return read_key(info).map([&](crypto::RsaPublicKey key) {
      return Attestation{.key = std::move(key),
                         .key_id = crypto::sha256(info),
                         .verified = Verify::lenient,
                         .module_id = {},
                         .pcr0 = {}};
    });
  });
}

tl::expected<Attestation, Refusal> verify_document(const CoseSign1& sign1,
                                                   const AttestationDocument& document,
                                                   const Policy& policy, base::WallTime now) {
  if (policy.verify == Verify::chain && document.pcrs.empty()) {
    return refused(Check::structure, "has no PCRs");
  }
  if (!document.public_key) return refused(Check::public_key, "has no public_key");
  auto key = read_key(*document.public_key);
  if (!key) return tl::unexpected(std::move(key).error());
  Passed passed;
  if (policy.verify == Verify::chain) passed = check_origin(sign1, document, policy, now);
  return passed.and_then([&] { return check_pcrs(document, policy); }).map([&] {
    return Attestation{.key = std::move(*key),
                       .key_id = crypto::sha256(*document.public_key),
                       .verified = policy.verify,
                       .module_id = std::string(document.module_id),
                       .pcr0 = beginning_of_pcr0(document)};
  });
}

tl::expected<Attestation, Refusal> verify_bytes(base::ByteView bytes, const Policy& policy,
                                                base::WallTime now) {
  if (policy.verify == Verify::lenient) return verify_leniently(bytes);
  const auto sign1 = read_cose_sign1(bytes);
  if (!sign1) return tl::unexpected(sign1.error());
  const auto document = read_document(sign1->payload);
  if (!document) return tl::unexpected(document.error());
  return verify_document(*sign1, *document, policy, now).map_error([&](Refusal refusal) {
    refusal.seen = described(*document);
    return refusal;
  });
}

}  // namespace

tl::expected<Attestation, Refusal> verify(base::ByteView document, const Policy& policy,
                                          base::WallTime now) {
  return verify_bytes(document, policy, now).map_error([&](Refusal refusal) {
    if (refusal.seen.empty()) refusal.seen = fmt::format("its size is {}", document.size());
    return refusal;
  });
}

}  // namespace krm::nitro
