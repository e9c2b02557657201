// A Judgement is what became of a contract: a verdict for each of its expectations, by tenant, and
// the calls that they are about. Reports show it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mock/contract.h"
#include "scenario/expectations.h"

namespace krm::contract {

using scenario::Verdict;

struct Suite {
  scenario::History history{};  // of one tenant
  std::vector<scenario::Judged> judged{};
};

struct Judgement {
  mock::Contract contract{};
  std::vector<scenario::Judged> of_all{};  // what is judged over all tenants
  std::vector<Suite> suites{};             // one a tenant

  // How people run it again, and the file it stands in. Either may be empty.
  std::string again{};
  std::string file{};

  // Returns whether that verdict breaks the contract: `broken`, or `unproven` where that is not
  // allowed.
  bool is_breach(const Verdict& verdict) const;
  bool passes() const;
  // Returns the worst of all verdicts: broken, then unproven where that is not allowed.
  Verdict::Value value() const;
};

// Says that the run was cut short, so that what holds is unproven: "CMD was killed by signal 9".
// Empty: it was not.
using CutShort = std::string;

// REQUIRES: `histories` are those of all tenants that the contract is about. Without any, judges
// one that made no call.
Judgement judge(mock::Contract contract, std::vector<scenario::History> histories,
                const CutShort& cut_short = {});

bool all_pass(const std::vector<Judgement>& judgements);

// What a Judgement comes to.
struct Figures {
  std::int64_t holds = 0;
  std::int64_t broken = 0;
  std::int64_t unproven = 0;
  std::int64_t tenants = 0;  // that called
  std::int64_t calls = 0;
  std::uint64_t requests = 0;
};
Figures figures_of(const Judgement& judgement);

}  // namespace krm::contract
