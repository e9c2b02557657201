// Whatever a document is, each way to verify it ends in a verdict, and the stricter accepts nothing
// that the laxer does not. Of what is accepted the key can be sealed for.
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>

#include "base/file.h"
#include "kms/seal.h"
#include "nitro/verify.h"
#include "tests/support/manual_clock.h"

namespace {

using krm::nitro::DocumentClock;
using krm::nitro::Policy;
using krm::nitro::Roots;
using krm::nitro::Verify;

void require(bool holds) {
  if (!holds) std::abort();
}

// AWS's, and that of `made` and `tagged` in the corpus, which are from when a ManualClock begins.
const Roots& roots() {
  static const Roots trusted = [] {
    Roots made;
    made.aws = true;
    const auto pem = krm::base::read_file(KRM_ATTESTATION_ROOT, 1 << 20);
    require(pem && made.anchors.add_pem(*pem));
    return made;
  }();
  return trusted;
}

bool accepts(const Policy& policy, std::span<const std::uint8_t> document) {
  static const krm::test::ManualClock clock;
  const auto verified = krm::nitro::verify(document, policy, clock.wall());
  if (!verified) {
    require(!verified.error().why.empty() && !verified.error().seen.empty());
    return false;
  }
  const krm::base::Bytes plaintext(32);
  const auto ber = krm::kms::seal(plaintext, *verified, {}).to_ber();
  require(ber.size() > 490 && ber.size() < 6144);
  return true;
}

}  // namespace

// Or the seeds would lead nowhere.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  for (const char* seed : {"made", "tagged"}) {
    const auto document =
        krm::base::read_file(std::string(KRM_ATTESTATION_SEEDS "/") + seed, 1 << 20);
    require(document && accepts({.verify = Verify::chain, .roots = roots(), .expected_pcrs = {}},
                                krm::base::bytes_of(*document)));
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span document(data, size);
  Policy policy{.verify = Verify::lenient, .roots = roots(), .expected_pcrs = {}};
  const bool leniently = accepts(policy, document);
  policy.verify = Verify::structure;
  const bool by_structure = accepts(policy, document);
  require(leniently || !by_structure);
  policy.verify = Verify::chain;
  policy.clock = DocumentClock::document;
  const bool at_its_time = accepts(policy, document);
  require(by_structure || !at_its_time);
  policy.clock = DocumentClock::now;
  const bool by_chain = accepts(policy, document);
  require(by_structure || !by_chain);
  policy.expected_pcrs = {{0, krm::base::Bytes(48, 0)}};
  require(by_chain || !accepts(policy, document));
  return 0;
}
