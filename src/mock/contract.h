// A Contract is what a scenario expects of its clients, with what is needed to judge them and to
// tell of it. It also stands in the journal's file, so that a run can be judged later.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "mock/active_scenario.h"
#include "scenario/expectations.h"

namespace krm::mock {

struct Contract {
  std::string name{};                   // of the scenario; may be empty
  std::string digest{};                 // the same
  std::optional<std::uint64_t> seed{};  // none: it is not known
  std::vector<std::string> rules{};     // what people call them
  scenario::Expectations expect{};
};

// REQUIRES: the scenario has expectations.
Contract contract_of(const ActiveScenario& active);

// Writes {"contract": {...}} as a line.
std::string to_line(const Contract& contract);
// Returns whether the line is one of a contract.
bool is_contract(const document::Node& line);
// Reads such a line. On failure returns what is wrong with it.
tl::expected<Contract, std::string> contract_in(const document::Node& line);

}  // namespace krm::mock
