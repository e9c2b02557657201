// Whatever a document is, each way to verify it ends in a verdict, and the stricter accepts nothing
// that the laxer does not. Of what is accepted the key can be sealed for.
#include <cstdint>
#include <cstdlib>
#include <span>

#include "kms/seal.h"
#include "nitro/verify.h"
#include "tests/support/manual_clock.h"

namespace {

using krm::nitro::Policy;
using krm::nitro::Verify;

void require(bool holds) {
  if (!holds) std::abort();
}

bool accepts(Verify verify, std::span<const std::uint8_t> document, bool at_its_time = false) {
  static const krm::test::ManualClock clock;
  Policy policy{.verify = verify, .roots = {}, .expected_pcrs = {}};
  policy.roots.aws = true;
  if (at_its_time) policy.clock = krm::nitro::DocumentClock::document;
  const auto verified = krm::nitro::verify(document, policy, clock.wall());
  if (!verified) {
    require(!verified.error().why.empty());
    return false;
  }
  const krm::base::Bytes plaintext(32);
  const auto ber = krm::kms::seal(plaintext, *verified, {}).to_ber();
  require(ber.size() > 490 && ber.size() < 6144);
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span document(data, size);
  const bool leniently = accepts(Verify::lenient, document);
  const bool by_structure = accepts(Verify::structure, document);
  require(leniently || !by_structure);
  for (const bool at_its_time : {false, true}) {
    require(by_structure || !accepts(Verify::chain, document, at_its_time));
  }
  return 0;
}
