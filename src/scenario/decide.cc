#include "scenario/decide.h"

#include <algorithm>
#include <optional>

namespace krm::scenario {
namespace {

bool holds(const Rule& rule, const Seen& seen, const Turn& turn) {
  if (rule.between && (turn.elapsed < rule.between->from || turn.elapsed >= rule.between->to)) {
    return false;
  }
  if (!rule.can_act_on(seen.outcome)) return false;
  return !rule.when || rule.when->matches(seen);
}

// Whether this match is one to fire at; it counts in any case.
bool fires(const Rule& rule, RuleCount& count, const Turn& turn) {
  const std::int64_t match = count.matches++ - rule.skip;
  if (match < 0 || match % rule.every != 0) return false;
  if (rule.chance < 1) {
    const base::Dice dice(turn.seed, turn.label, turn.request);
    if (dice.unit(rule.key, "chance") >= rule.chance) return false;
  }
  ++count.fired;
  return true;
}

// The request whose dice the rule has for this one, if it fires at all.
std::optional<std::uint64_t> judge(const Rule& rule, std::size_t index, const Seen& seen,
                                   const Turn& turn, RuleCount& count,
                                   std::vector<Verdict>& verdicts) {
  if (rule.per == Per::call) {
    const auto known = std::ranges::find(verdicts, index, &Verdict::rule);
    if (known != verdicts.end()) {
      if (!known->fires || !rule.can_act_on(seen.outcome)) return std::nullopt;
      return known->request;
    }
  }
  if (rule.times && count.fired >= *rule.times) return std::nullopt;
  if (!holds(rule, seen, turn)) return std::nullopt;
  const bool fired = fires(rule, count, turn);
  if (rule.per == Per::call) verdicts.push_back({index, fired, turn.request});
  return fired ? std::optional(turn.request) : std::nullopt;
}

}  // namespace

void decide(const Scenario& scenario, const Seen& seen, const Turn& turn,
            std::vector<RuleCount>& counts, std::vector<Verdict>& verdicts, Plan& plan) {
  for (std::size_t i = 0; i < scenario.rules.size(); ++i) {
    const Rule& rule = scenario.rules[i];
    const auto request = judge(rule, i, seen, turn, counts[i], verdicts);
    if (!request) continue;
    const base::Dice dice(turn.seed, turn.label, *request);
    for (const Fault& fault : rule.faults) apply(fault, plan, RuleDice(dice, rule.key));
    plan.rule = rule.key;
    plan.rule_shown = rule.shown;
    return;
  }
}

}  // namespace krm::scenario
