#include "kms/attest.h"

#include <fmt/format.h>

#include "base/words.h"
#include "kms/authorise.h"

namespace krm::kms {
namespace {

aws::Error refusal_of(const nitro::Refusal& refusal, std::string_view arn) {
  const std::string why = fmt::format("the attestation document {}; {}", refusal.why, refusal.seen);
  if (refusal.check == nitro::Check::pcrs)
    return access_denied(arn, "GenerateRandom", Denial::implicit, why);
  return aws::Error(aws::error_named("ValidationException"),
                    fmt::format("The attestation document is not accepted ({}): it {}.",
                                base::word_of(refusal.check), refusal.why),
                    why);
}

}  // namespace

Attested attest(const Recipient& recipient, const nitro::Policy& policy, base::WallTime now,
                std::string_view arn) {
  if (policy.verify == nitro::Verify::off) {
    return tl::unexpected<aws::Failure>(
        aws::Error(aws::error_named("UnsupportedOperationException"), {},
                   "the request has a Recipient, and attestation is off"));
  }
  return nitro::verify(*recipient.attestation_document, policy, now)
      .map([](nitro::Attestation attestation) {
        return std::make_shared<const nitro::Attestation>(std::move(attestation));
      })
      .map_error(
          [&](const nitro::Refusal& refusal) -> aws::Failure { return refusal_of(refusal, arn); });
}

}  // namespace krm::kms
