#include "mock/stages.h"

#include <array>
#include <utility>

#include "aws/dispatch.h"
#include "kms/constraints.h"
#include "kms/key_stores.h"
#include "kms/request_codec.h"
#include "kms/required.h"
#include "mock/tenant.h"
#include "sigv4/authenticate.h"

namespace krm::mock {
namespace {

using kms::Passed;

Passed decode(Case& one) {
  return aws::decode(one.request, kms::generate_random_target, one.signature.is_there())
      .map([&](aws::JsonValue body) { one.body = std::move(body); });
}

Passed authenticate(Case& one) {
  const ActiveScenario& active = one.tenant->active();
  const bool looked_at = active.signatures.auth != sigv4::Auth::off;
  if (looked_at) one.signature_is_right = false;
  const bool strict = active.signatures.auth == sigv4::Auth::strict;
  return sigv4::authenticate(one.request, one.signature, active.signatures,
                             one.tenant->clock().wall(),
                             strict ? one.tenant->elapsed() : base::Milliseconds(0))
      .map([&](const sigv4::Authenticated& who) {
        one.principal = active.principal(who.access_key_id);
        if (looked_at) one.signature_is_right = true;
      })
      .map_error([&](sigv4::Unauthenticated refused) {
        one.mismatch = std::move(refused.mismatch);
        return aws::Failure(std::move(refused.error));
      });
}

Passed types(Case& one) {
  return kms::read_request(one.body).map(
      [&](kms::GenerateRandomRequest asked) { one.asked = std::move(asked); });
}

Passed constraints(Case& one) { return kms::check_constraints(*one.asked); }

Passed authorise(Case& one) { return kms::authorise(one.principal); }

Passed required(Case& one) { return kms::check_required(*one.asked); }

// Takes milliseconds and belongs to no account, so it is done before the turn. What it finds counts
// at its place, in `attest`. No later stage and no rule reads the document.
Passed judge_document(Case& one) {
  auto& recipient = one.asked->recipient;
  if (!recipient) return {};
  const ActiveScenario& active = one.tenant->active();
  one.attested = kms::attest(*recipient, active.attestation, one.tenant->clock().wall(),
                             active.arn(one.signature.access_key_id));
  recipient->attestation_document.reset();
  return {};
}

Passed throttle(Case& one, kms::Account& account) {
  return kms::check_quota(*one.asked, account.quota, one.at.monotonic).map([&] {
    one.counts = true;
  });
}

Passed key_store(Case& one, kms::Account& account) {
  return kms::check_key_store(*one.asked, account.key_stores);
}

Passed attest(Case& one, kms::Account&) {
  if (!one.attested || *one.attested) return {};
  return tl::unexpected(one.attested->error());
}

constexpr std::array examinations{
    Examination{"decode", decode},
    Examination{"authenticate", authenticate},
    Examination{"types", types},
    Examination{"constraints", constraints},
    Examination{"authorise", authorise},
    Examination{"required", required},
    Examination{"judge the document", judge_document},
};

constexpr std::array admissions{
    Admission{"throttle", throttle},
    Admission{"key store", key_store},
    Admission{"attest", attest},
};

template <typename Stages, typename... More>
Passed first_failure(const Stages& stages, Case& one, More&... more) {
  for (const auto& stage : stages) {
    if (auto passed = stage.run(one, more...); !passed) return passed;
  }
  return {};
}

}  // namespace

std::span<const Examination> examination() { return examinations; }
std::span<const Admission> admission() { return admissions; }

Passed examine(Case& one) { return first_failure(examinations, one); }

Passed admit(Case& one, kms::Account& account) { return first_failure(admissions, one, account); }

}  // namespace krm::mock
