#include "mock/access_log.h"

#include <optional>
#include <string>
#include <utility>

#include "base/quoting.h"
#include "base/words.h"

namespace krm::mock {
namespace {

std::string outcome_of(const scenario::Plan& plan) {
  if (plan.canned) return "reply";
  if (plan.delivery.garbage) return "garbage";
  if (plan.gives_no_reply()) {
    return plan.delivery.cut->with == http::Cut::With::rst ? "reset" : "close";
  }
  const kms::Outcome& outcome = plan.outcome;
  return outcome ? fmt::format("{}_bytes", outcome->number_of_bytes)
                 : std::string(aws::name_of(outcome.error()));
}

// Nothing where none is sent.
std::optional<int> status_of(const Case& one) {
  const scenario::Plan& plan = one.plan;
  if (plan.delivery.garbage || plan.gives_no_reply()) return std::nullopt;
  return one.reply.status;
}

// Who had the bytes sealed, where they are.
void add_recipient(base::Log::Fields& fields, const scenario::Plan& plan) {
  if (!plan.draws() || !plan.outcome->recipient) return;
  const nitro::Attestation& attestation = *plan.outcome->recipient;
  fields.emplace_back("verified", std::string(base::word_of(attestation.verified)));
  fields.emplace_back("key_bits", attestation.key.bits());
  if (!attestation.module_id.empty()) {
    fields.emplace_back("module_id", base::Log::Quoted{base::shortened(attestation.module_id)});
  }
  if (!attestation.pcr0.empty()) fields.emplace_back("pcr0", attestation.pcr0);
}

}  // namespace

std::function<void(const http::DeliveryReport&)> access_line(const http::HttpRequest& request,
                                                             const Case& one,
                                                             const base::Log& log) {
  using base::Log;
  const std::string_view target = request.target;
  Log::Fields fields{{"method", Log::Quoted{base::shortened(request.method, 16)}},
                     {"path", Log::Quoted{base::shortened(target.substr(0, target.find('?')))}}};
  if (const auto status = status_of(one)) fields.emplace_back("status", *status);
  fields.emplace_back("outcome", outcome_of(one.plan));
  fields.emplace_back("id", one.request_id);
  add_recipient(fields, one.plan);
  return [&log, before = std::move(fields),
          rule = base::shortened(one.plan.rule_shown)](const http::DeliveryReport& report) {
    Log::Fields all = before;
    all.emplace_back("sent", static_cast<std::int64_t>(report.bytes_sent));
    all.emplace_back("delivery", std::string(base::word_of(report.end)));
    if (!rule.empty()) all.emplace_back("rule", Log::Quoted{rule});
    log.record("request", all);
  };
}

}  // namespace krm::mock
