// explain() says of each rule that was looked at what became of it, and why it did not match.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/plan.h"
#include "scenario/scenario.h"
#include "scenario/seen.h"

namespace krm::scenario {

struct RuleReport {
  std::string rule;
  Ruling ruling;
  std::string because;  // empty where the ruling says it all
};

// Returns a report for each of `rulings`, which are those of the first rules of `scenario`. `seen`
// is what decide() saw, as far as these rules look at it.
std::vector<RuleReport> explain(const Scenario& scenario, const Seen& seen,
                                std::span<const Ruling> rulings);

// Returns whether a rule asks what the body is.
bool looks_at_bodies(const Scenario& scenario);

// Returns the names of the request headers that rules look at. They live as long as the scenario.
std::vector<std::string_view> headers_looked_at(const Scenario& scenario);

}  // namespace krm::scenario
