// The stage `decide` finds the first rule that matches a request and is not used up. That rule
// edits the Plan.
//
// Thread-safety: decide() changes what a tenant has so far. REQUIRES: the tenant's mutex is held.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/duration.h"
#include "scenario/plan.h"
#include "scenario/scenario.h"
#include "scenario/seen.h"

namespace krm::scenario {

// A RuleCount is what a tenant has seen of one rule.
struct RuleCount {
  std::int64_t matches = 0;  // that reached it
  std::int64_t fired = 0;    // requests, or calls where it decides per call
};

// A Decision is what a rule that decides per call has decided for one call.
struct Decision {
  std::size_t rule;
  Ruling ruling;
  std::uint64_t request;  // whose dice were drawn
};

// Circumstances say where in time and chance a request stands.
struct Circumstances {
  std::uint64_t seed;
  std::string_view label;         // empty unless streams are per tenant
  std::uint64_t request;          // of all framed requests of the tenant, from 0
  base::Milliseconds elapsed{0};  // since the tenant's first
};

// Returns whether `rule` would ask which call and which attempt the request is: all else that it
// asks for holds.
bool asks_for_call(const Rule& rule, const Seen& seen, const Circumstances& at);

// Lets the rule edit `plan`, and adds to `counts` and `decisions`. REQUIRES: `counts` has one for
// each rule. `decisions` are those of the request's call, kept as long as the call is remembered.
void decide(const Scenario& scenario, const Seen& seen, const Circumstances& at,
            std::vector<RuleCount>& counts, std::vector<Decision>& decisions, Plan& plan);

}  // namespace krm::scenario
