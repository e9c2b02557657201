#include "scenario/explain.h"

#include "base/quoting.h"
#include "document/walk.h"

namespace krm::scenario {
namespace {

std::string why_not(const Rule& rule, const Seen& seen) {
  const std::string_view operation = seen.operation().value_or(what_rules_mean);
  if (rule.means(seen.is_usual()) && rule.can_act_on(seen)) {
    return rule.when ? rule.when->because(seen) : "";
  }
  if (!rule.means(seen.is_usual())) {
    return fmt::format("it has no operation and so means {}; operation is {}", what_rules_mean,
                       base::quoted(operation));
  }
  if (seen.is_foreign) {
    return "what another server answers is not known before it is asked, and this needs it";
  }
  if (!seen.outcome) {
    return fmt::format("it changes random bytes, and there are none: the outcome is {}",
                       aws::name_of(seen.outcome.error()));
  }
  if (kms::grant_of(seen.outcome) == nullptr) {
    return fmt::format("it changes random bytes, and {} has none", operation);
  }
  return "it changes what is sealed, and nothing is: there is no Recipient";
}

std::string because(const Rule& rule, Ruling ruling, const Seen& seen) {
  switch (ruling) {
    case Ruling::no:
      return why_not(rule, seen);
    case Ruling::skipped:
      return fmt::format("skip is {}", rule.skip);
    case Ruling::not_its_turn:
      return fmt::format("every is {}", rule.every);
    case Ruling::chance_said_no:
      return fmt::format("chance is {}", rule.chance);
    case Ruling::used_up:
      return fmt::format("times is {}", *rule.times);
    case Ruling::not_yet:
      return fmt::format("between begins at {}", base::to_text(rule.between->from));
    case Ruling::over:
      return fmt::format("between ended at {}", base::to_text(rule.between->to));
    case Ruling::fired:
      break;
  }
  return {};
}

}  // namespace

std::vector<RuleReport> explain(const Scenario& scenario, const Seen& seen,
                                std::span<const Ruling> rulings) {
  std::vector<RuleReport> reports;
  for (std::size_t i = 0; i < rulings.size(); ++i) {
    const Rule& rule = scenario.rules[i];
    reports.push_back({rule.shown, rulings[i], because(rule, rulings[i], seen)});
  }
  return reports;
}

bool looks_at_bodies(const Scenario& scenario) {
  bool found = false;
  document::walk<match::Body>(scenario, [&](const match::Body&) { found = true; });
  return found;
}

std::vector<std::string_view> headers_looked_at(const Scenario& scenario) {
  std::vector<std::string_view> names;
  document::walk<match::Header>(scenario, [&](const match::Header& header) {
    for (const auto& [name, pattern] : header.are) names.push_back(name);
  });
  return names;
}

}  // namespace krm::scenario
