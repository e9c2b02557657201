#include "mock/access_log.h"

#include <optional>
#include <string>
#include <utility>

#include "aws/error_in_reply.h"
#include "base/quoting.h"
#include "base/words.h"
#include "kms/operations.h"
#include "mock/tenant.h"
#include "scenario/seen.h"

namespace krm::mock {
namespace {

std::string outcome_of(const scenario::Plan& plan) {
  if (plan.canned) return "reply";
  if (plan.delivery.garbage) return "garbage";
  if (plan.gives_no_reply()) {
    return plan.delivery.cut->with == http::Cut::With::rst ? "reset" : "close";
  }
  const kms::Outcome& outcome = plan.outcome;
  if (!outcome) return std::string(aws::name_of(outcome.error()));
  if (const auto* grant = kms::grant_of(outcome)) {
    return fmt::format("{}_bytes", grant->number_of_bytes);
  }
  return kms::is_referral(outcome) ? "forwarded" : "done";
}

// Nothing where none is sent.
std::optional<int> status_of(const Case& one) {
  const scenario::Plan& plan = one.plan;
  if (plan.delivery.garbage || plan.gives_no_reply()) return std::nullopt;
  return one.reply.status;
}

// Nothing where it is GenerateRandom, or none.
std::optional<std::string_view> other_operation(const Case& one) {
  const auto* target = http::find(one.request.headers, "X-Amz-Target");
  if (target == nullptr) return std::nullopt;
  const auto name = kms::operation_in(target->value);
  return name == scenario::what_rules_mean ? std::nullopt : std::optional(name);
}

// What the client did, in plain words; empty where the reply says it.
std::string_view why_of(const scenario::Plan& plan) {
  if (!plan.answers_outcome() || plan.outcome) return {};
  return aws::why_of(plan.outcome.error());
}

std::string tenant_of(const Case& one) {
  return one.tenant && !one.tenant->name().empty() ? one.tenant->name() : "-";
}

// What the server computed for a signature that is not the one of the client.
void add_mismatch(base::Log::Fields& fields, const sigv4::Mismatch& mismatch) {
  using base::Log;
  fields.emplace_back("likely_cause", Log::Quoted{mismatch.likely_cause});
  fields.emplace_back("string_to_sign", Log::Lines{mismatch.string_to_sign});
  fields.emplace_back("canonical_request", Log::Lines{mismatch.canonical_request});
}

// Who had the bytes sealed, where they are.
void add_recipient(base::Log::Fields& fields, const scenario::Plan& plan) {
  if (!plan.draws() || !kms::grant_of(plan.outcome)->recipient) return;
  const nitro::Attestation& attestation = *kms::grant_of(plan.outcome)->recipient;
  fields.emplace_back("verified", std::string(base::word_of(attestation.verified)));
  fields.emplace_back("key_bits", attestation.key.bits());
  if (!attestation.module_id.empty()) {
    fields.emplace_back("module_id", base::Log::Quoted{base::shortened(attestation.module_id)});
  }
  if (!attestation.pcr0.empty()) fields.emplace_back("pcr0", attestation.pcr0);
}

}  // namespace

bool has_more_to_say(const Case& one) { return one.mismatch || !why_of(one.plan).empty(); }

std::function<void(const http::DeliveryReport&)> access_line(const http::HttpRequest& request,
                                                             const Case& one,
                                                             const base::Log& log) {
  using base::Log;
  const std::string_view target = request.target;
  Log::Fields fields{{"tenant", Log::Quoted{tenant_of(one)}},
                     {"method", Log::Quoted{base::shortened(request.method, 16)}},
                     {"path", Log::Quoted{base::shortened(target.substr(0, target.find('?')))}}};
  if (const auto operation = other_operation(one)) {
    fields.emplace_back("operation", Log::Quoted{base::shortened(*operation)});
  }
  if (const auto status = status_of(one)) fields.emplace_back("status", *status);
  fields.emplace_back("outcome", outcome_of(one.plan));
  if (const auto* error = one.plan.forwards() ? aws::error_in(one.reply) : nullptr) {
    fields.emplace_back("error", std::string(error->name));
  }
  if (!one.request_id.empty()) fields.emplace_back("id", one.request_id);
  fields.emplace_back("call", one.call);
  fields.emplace_back("attempt", one.attempt);
  if (one.asked && one.asked->custom_key_store_id) {
    fields.emplace_back("key_store", Log::Quoted{base::shortened(*one.asked->custom_key_store_id)});
  }
  add_recipient(fields, one.plan);
  if (!one.plan.rule_shown.empty()) {
    fields.emplace_back("rule", Log::Quoted{base::shortened(one.plan.rule_shown)});
  }
  Log::Fields behind;
  if (const auto why = why_of(one.plan); !why.empty()) {
    behind.emplace_back("why", Log::Quoted{std::string(why)});
  }
  if (one.mismatch) add_mismatch(behind, *one.mismatch);
  return [&log, before = std::move(fields),
          behind = std::move(behind)](const http::DeliveryReport& report) {
    Log::Fields all = before;
    all.emplace_back("sent", static_cast<std::int64_t>(report.bytes_sent));
    all.emplace_back("delivery", std::string(base::word_of(report.end)));
    all.insert(all.end(), behind.begin(), behind.end());
    log.record("request", all);
  };
}

}  // namespace krm::mock
