#include "scenario/decide.h"

#include <algorithm>
#include <optional>

namespace krm::scenario {
namespace {

bool is_its_time(const Rule& rule, const Circumstances& at) {
  return !rule.between || (at.elapsed >= rule.between->from && at.elapsed < rule.between->to);
}

bool holds(const Rule& rule, const Seen& seen, const Circumstances& at) {
  if (!is_its_time(rule, at) || !rule.can_act_on(seen.outcome)) return false;
  return !rule.when || rule.when->matches(seen);
}

// Counts this match. Returns whether the rule fires at it.
bool fires(const Rule& rule, RuleCount& count, const Circumstances& at) {
  const std::int64_t match = ++count.matches - rule.skip;  // from 1, of those not skipped
  if (match < 1 || match % rule.every != 0) return false;
  if (rule.chance < 1) {
    const base::Dice dice(at.seed, at.label, at.request);
    if (dice.unit(rule.key, "chance") >= rule.chance) return false;
  }
  ++count.fired;
  return true;
}

// Returns the request whose dice the rule uses for this one, or nothing if it does not fire.
std::optional<std::uint64_t> judge(const Rule& rule, std::size_t index, const Seen& seen,
                                   const Circumstances& at, RuleCount& count,
                                   std::vector<Verdict>& verdicts) {
  if (rule.per == Per::call) {
    const auto known = std::ranges::find(verdicts, index, &Verdict::rule);
    if (known != verdicts.end()) {
      if (!known->fires || !rule.can_act_on(seen.outcome)) return std::nullopt;
      return known->request;
    }
  }
  if (rule.times && count.fired >= *rule.times) return std::nullopt;
  if (!holds(rule, seen, at)) return std::nullopt;
  const bool fired = fires(rule, count, at);
  if (rule.per == Per::call) verdicts.push_back({index, fired, at.request});
  return fired ? std::optional(at.request) : std::nullopt;
}

}  // namespace

bool asks_for_call(const Rule& rule, const Seen& seen, const Circumstances& at) {
  return rule.is_about_calls && is_its_time(rule, at) && rule.can_act_on(seen.outcome) &&
         (!rule.when || rule.when->matches_but_for_calls(seen));
}

void decide(const Scenario& scenario, const Seen& seen, const Circumstances& at,
            std::vector<RuleCount>& counts, std::vector<Verdict>& verdicts, Plan& plan) {
  for (std::size_t i = 0; i < scenario.rules.size(); ++i) {
    const Rule& rule = scenario.rules[i];
    const auto request = judge(rule, i, seen, at, counts[i], verdicts);
    if (!request) continue;
    const base::Dice dice(at.seed, at.label, *request);
    for (const Fault& fault : rule.faults) apply(fault, plan, RuleDice(dice, rule.key));
    plan.rule = rule.key;
    plan.rule_shown = rule.shown;
    return;
  }
}

}  // namespace krm::scenario
