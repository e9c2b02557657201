// The verdicts of contracts, as they are now.
#include <algorithm>
#include <utility>

#include "admin/resources.h"
#include "contract/json_report.h"
#include "contract/junit.h"
#include "contract/live.h"
#include "contract/screen.h"
#include "http/header.h"

namespace krm::admin {
namespace {

bool wants_junit(const Ask& ask) {
  if (ask.query.format) return *ask.query.format == VerdictFormat::junit;
  const auto* accept = http::find(ask.request.headers, "Accept");
  return accept != nullptr && (accept->value.find("application/xml") != std::string::npos ||
                               accept->value.find("text/xml") != std::string::npos);
}

// Where a tenant runs what others run as well, what is judged over all of them says nothing of it.
std::vector<contract::Judgement> judgements_of(const Control& control, mock::Tenant& tenant) {
  auto one = contract::judge_now(tenant, control.journal);
  if (!one) return {};
  if (tenant.shared_active() == control.tenants.active()) one->of_all.clear();
  return {std::move(*one)};
}

std::optional<Reply> show_verdicts(const Control& control, const Ask& ask) {
  const auto& shown = ask.query.tenant;
  const auto tenant = shown ? control.tenants.find(*shown) : nullptr;
  if (shown && !tenant) return no_such_tenant(*shown);
  if (ask.query.settle && ask.last == Last::no &&
      contract::is_something_open(control.tenants, control.journal, shown)) {
    return std::nullopt;
  }
  const auto judgements = tenant ? judgements_of(control, *tenant)
                                 : contract::judge_now(control.tenants, control.journal);
  if (judgements.empty()) {
    return error(409, "NoContract",
                 "No scenario that is run there has \"expect\", so nothing is judged.");
  }
  if (ask.query.format == VerdictFormat::text) {
    return Reply{.body = contract::on_screen(judgements, false),
                 .type = "text/plain; charset=utf-8"};
  }
  if (!wants_junit(ask)) return json(contract::report_view(judgements));
  return Reply{.body = contract::junit(judgements, control.clock.wall()),
               .type = "application/xml"};
}

}  // namespace

Resource verify() {
  return {"/verify",
          {{.name = "GET",
            .summary = "Judges the contracts of the scenarios that tenants run.",
            .query = {"tenant", "settle", "format of verdicts"},
            .outcomes = {{200, "The verdicts.", document::shape_of<contract::ReportView>,
                          "application/xml"},
                         {404, "There is no such tenant."},
                         {409, "No scenario has expectations."}},
            .answer = show_verdicts,
            .waits = true}}};
}

}  // namespace krm::admin
