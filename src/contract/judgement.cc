#include "contract/judgement.h"

#include <algorithm>
#include <utility>

namespace krm::contract {
namespace {

using Value = Verdict::Value;

void allow_for(const CutShort& cut_short, std::vector<scenario::Judged>& all) {
  if (cut_short.empty()) return;
  for (scenario::Judged& one : all) {
    if (one.verdict.value != Value::holds && !one.verdict.for_want) continue;
    one.verdict.value = Value::unproven;
    one.verdict.seen = cut_short;
  }
}

// Calls `see` with each verdict.
template <typename See>
void each(const Judgement& judgement, const See& see) {
  for (const scenario::Judged& one : judgement.of_all) see(one.verdict);
  for (const Suite& suite : judgement.suites) {
    for (const scenario::Judged& one : suite.judged) see(one.verdict);
  }
}

}  // namespace

bool Judgement::is_breach(const Verdict& verdict) const {
  return verdict.value == Value::broken ||
         (verdict.value == Value::unproven && !contract.expect.allow_unproven);
}

bool Judgement::passes() const { return value() == Value::holds; }

Verdict::Value Judgement::value() const {
  Value worst = Value::holds;
  each(*this, [&](const Verdict& verdict) {
    if (is_breach(verdict) && worst != Value::broken) worst = verdict.value;
  });
  return worst;
}

Judgement judge(mock::Contract contract, std::vector<scenario::History> histories,
                const CutShort& cut_short) {
  if (histories.empty()) histories.push_back({.tenant = "-"});
  Judgement judgement{.contract = std::move(contract)};
  const auto& expect = judgement.contract.expect;
  judgement.of_all = scenario::judge_all(expect, histories, judgement.contract.rules);
  allow_for(cut_short, judgement.of_all);
  for (scenario::History& history : histories) {
    auto judged = scenario::judge(expect, history);
    allow_for(cut_short, judged);
    judgement.suites.push_back({std::move(history), std::move(judged)});
  }
  return judgement;
}

bool all_pass(const std::vector<Judgement>& judgements) {
  return std::ranges::all_of(judgements, &Judgement::passes);
}

Figures figures_of(const Judgement& judgement) {
  Figures figures;
  each(judgement, [&](const Verdict& verdict) {
    ++(verdict.value == Value::holds    ? figures.holds
       : verdict.value == Value::broken ? figures.broken
                                        : figures.unproven);
  });
  for (const Suite& suite : judgement.suites) {
    figures.tenants += suite.history.calls_made > 0 ? 1 : 0;
    figures.calls += suite.history.calls_made;
    figures.requests += suite.history.requests() + suite.history.lost;
  }
  return figures;
}

}  // namespace krm::contract
