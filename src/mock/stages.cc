#include "mock/stages.h"

#include <array>
#include <utility>

#include "aws/dispatch.h"
#include "kms/constraints.h"
#include "kms/operations.h"
#include "kms/request_codec.h"
#include "mock/forward.h"
#include "mock/tenant.h"
#include "sigv4/authenticate.h"

namespace krm::mock {
namespace {

using kms::Passed;

// REQUIRES: the request names an operation.
std::string_view named_operation(const Case& one) {
  if (one.operation != nullptr) return one.operation->name;
  return kms::operation_in(http::value_of(one.request.headers, "X-Amz-Target"));
}

// An error of ours, since KMS stands behind no other server.
Passed refuse_loop(Case& one) {
  one.is_loop = is_in_via(one.own_name, one.request);
  if (!one.is_loop) return {};
  return tl::unexpected<aws::Failure>(
      no_reply_from_upstream("the request has come from here before: its Via names this server"));
}

// With an upstream, what is not answered here goes there, whatever it is.
Passed decode(Case& one) {
  const ActiveScenario& active = one.tenant->active();
  const http::Header* target = http::find(one.request.headers, "X-Amz-Target");
  if (target != nullptr) one.operation = active.operation_of(target->value);
  one.is_foreign = target != nullptr && one.operation == nullptr && active.upstream != nullptr;
  if (one.is_foreign) return refuse_loop(one);
  std::optional<aws::Error> unknown;
  if (one.operation == nullptr) unknown = kms::unknown_operation(target ? &target->value : nullptr);
  return aws::decode(one.request, unknown ? &*unknown : nullptr, one.signature.is_there())
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
  if (one.is_foreign) return {};
  return kms::read_request(one.body, *one.operation).map([&](kms::Asked asked) {
    one.asked = std::move(asked);
  });
}

Passed constraints(Case& one) {
  if (one.is_foreign) return {};
  return kms::check_constraints(*one.asked, one.operation->required_by_model);
}

Passed authorise(Case& one) { return kms::authorise(one.principal, named_operation(one)); }

Passed required(Case& one) {
  return one.is_foreign ? Passed() : one.operation->required(*one.asked);
}

// Takes milliseconds and belongs to no account, so it is done before the turn. What it finds counts
// at its place, in `attest`. No later stage and no rule reads the document.
Passed judge_document(Case& one) {
  if (!one.asked || !one.asked->recipient) return {};
  auto& recipient = one.asked->recipient;
  const ActiveScenario& active = one.tenant->active();
  one.attested = kms::attest(*recipient, active.attestation, one.tenant->clock().wall(),
                             active.arn(one.signature.access_key_id));
  recipient->attestation_document.reset();
  return {};
}

Passed throttle(Case& one, kms::Account& account) {
  const std::string_view name = named_operation(one);
  kms::Load load{.is_of_account = one.tenant->active().counts_for_account(name)};
  if (one.operation != nullptr) load.operation = one.operation->name;
  // The quota of a key store is that of operations on keys in it (DOC). None of those that show or
  // change the store takes from it.
  if (one.asked && !one.operation->is_about_key_stores && one.asked->custom_key_store_id) {
    load.key_store = *one.asked->custom_key_store_id;
  }
  return kms::check_quota(load, account.quota, one.at.monotonic).map([&] { one.load = load; });
}

Passed key_store(Case& one, kms::Account& account) {
  return one.is_foreign ? Passed() : one.operation->key_store(*one.asked, account.key_stores);
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
