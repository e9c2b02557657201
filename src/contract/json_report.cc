#include "contract/json_report.h"

#include "base/version.h"
#include "contract/account.h"
#include "mock/request_view.h"

namespace krm::contract {
namespace {

using Value = Verdict::Value;

ReportView::Expectation view_of(const scenario::Judged& judged, const scenario::History* history,
                                const scenario::Expectations& expect) {
  const Verdict& verdict = judged.verdict;
  ReportView::Expectation view{.expectation = std::string(judged.expectation),
                               .written = judged.written,
                               .verdict = verdict.value,
                               .wanted = verdict.wanted,
                               .seen = mock::owned(verdict.seen),
                               .broken_by = verdict.broken_by,
                               .timeline = line_of(judged, history),
                               .rules_say = rules_say(judged, history, expect)};
  if (history != nullptr) view.tenant = history->tenant;
  if (history != nullptr && verdict.call) {
    const scenario::Call& call = history->calls[*verdict.call];
    view.call = call.index;
    if (verdict.attempt) view.attempt = call.attempts[*verdict.attempt].number;
  }
  if (judged.mark) {
    view.line = judged.mark->line;
    view.column = judged.mark->column;
  }
  return view;
}

ReportView::Tenant view_of(const Suite& suite, const scenario::Expectations& expect) {
  ReportView::Tenant view{.tenant = suite.history.tenant,
                          .requests = static_cast<std::int64_t>(suite.history.requests()),
                          .lost = static_cast<std::int64_t>(suite.history.lost)};
  for (const scenario::Judged& one : suite.judged) {
    view.expectations.push_back(view_of(one, &suite.history, expect));
  }
  for (const scenario::Call& call : suite.history.calls) {
    view.calls.push_back(mock::call_view(call));
  }
  return view;
}

}  // namespace

ReportView report_view(const std::vector<Judgement>& judgements) {
  ReportView report{.version = std::string(base::version), .passes = all_pass(judgements)};
  for (const Judgement& judgement : judgements) {
    const auto& contract = judgement.contract;
    const Value value = judgement.value();
    if (report.verdict != Value::broken && value != Value::holds) report.verdict = value;
    auto& view =
        report.contracts.emplace_back(ReportView::Contract{.title = contract.name,
                                                           .digest = contract.digest,
                                                           .seed = contract.seed,
                                                           .again = mock::owned(judgement.again),
                                                           .verdict = value,
                                                           .passes = judgement.passes()});
    for (const scenario::Judged& one : judgement.of_all) {
      view.expectations.push_back(view_of(one, nullptr, contract.expect));
    }
    for (const Suite& suite : judgement.suites) {
      view.tenants.push_back(view_of(suite, contract.expect));
    }
  }
  return report;
}

}  // namespace krm::contract
