#include "scenario/decide.h"

#include <algorithm>

namespace krm::scenario {
namespace {

bool is_its_time(const Rule& rule, const Circumstances& at) {
  return !rule.between || (at.elapsed >= rule.between->from && at.elapsed < rule.between->to);
}

// What a rule is held against.
struct Occasion {
  const Seen& seen;
  const Circumstances& at;
  bool is_usual = seen.is_usual();
};

// Returns `fired` if the request reaches the counts of the rule, else why it does not.
Ruling reaches(const Rule& rule, const RuleCount& count, const Occasion& now) {
  if (rule.times && count.fired >= *rule.times) return Ruling::used_up;
  if (rule.between && now.at.elapsed < rule.between->from) return Ruling::not_yet;
  if (!is_its_time(rule, now.at)) return Ruling::over;
  if (!rule.means(now.is_usual) || !rule.can_act_on(now.seen)) return Ruling::no;
  return !rule.when || rule.when->matches(now.seen) ? Ruling::fired : Ruling::no;
}

// Counts this match, and returns whether the rule fires at it.
Ruling count_match(const Rule& rule, RuleCount& count, const Circumstances& at) {
  const std::int64_t match = ++count.matches - rule.skip;  // from 1, of those not skipped
  if (match < 1) return Ruling::skipped;
  if (match % rule.every != 0) return Ruling::not_its_turn;
  if (rule.chance < 1) {
    const base::Dice dice(at.seed, at.label, at.request);
    if (dice.unit(rule.key, "chance") >= rule.chance) return Ruling::chance_said_no;
  }
  ++count.fired;
  return Ruling::fired;
}

// Also names the request whose dice the rule uses for this one.
Decision judge(const Rule& rule, std::size_t index, const Occasion& now, RuleCount& count,
               std::vector<Decision>& decisions) {
  const std::uint64_t request = now.at.request;
  if (rule.per == Per::call) {
    const auto known = std::ranges::find(decisions, index, &Decision::rule);
    if (known != decisions.end()) {
      if (rule.means(now.is_usual) && rule.can_act_on(now.seen)) return *known;
      return {index, Ruling::no, request};
    }
  }
  const Ruling reached = reaches(rule, count, now);
  if (reached != Ruling::fired) return {index, reached, request};
  const Decision decision{index, count_match(rule, count, now.at), request};
  if (rule.per == Per::call) decisions.push_back(decision);
  return decision;
}

}  // namespace

bool asks_for_call(const Rule& rule, const Seen& seen, const Circumstances& at) {
  return rule.is_about_calls && is_its_time(rule, at) && rule.means(seen.is_usual()) &&
         rule.can_act_on(seen) && (!rule.when || rule.when->matches_but_for_calls(seen));
}

void decide(const Scenario& scenario, const Seen& seen, const Circumstances& at,
            std::vector<RuleCount>& counts, std::vector<Decision>& decisions, Plan& plan) {
  plan.rulings.reserve(scenario.rules.size());
  const Occasion now{seen, at};
  for (std::size_t i = 0; i < scenario.rules.size(); ++i) {
    const Rule& rule = scenario.rules[i];
    const Decision decision = judge(rule, i, now, counts[i], decisions);
    plan.rulings.push_back(decision.ruling);
    if (decision.ruling != Ruling::fired) continue;
    plan.operation = seen.operation().value_or("");
    const base::Dice dice(at.seed, at.label, decision.request);
    for (const Fault& fault : rule.faults) apply(fault, plan, RuleDice(dice, rule.key));
    plan.rule = rule.key;
    plan.rule_shown = rule.shown;
    return;
  }
}

}  // namespace krm::scenario
