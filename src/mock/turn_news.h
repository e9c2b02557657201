// What the log is told of a turn: key stores that moved, and rules that ask for what no SDK sends.
#pragma once

#include <string_view>
#include <vector>

#include "base/log.h"
#include "mock/case.h"
#include "mock/tenant_state.h"

namespace krm::mock {

// Writes a line for each piece of news. `tenant` is empty for the unsigned one.
void tell(const std::vector<StoreNews>& news, std::string_view tenant, const base::Log& log);

// Tells all that is new after a turn. Of each rule that asked for the call of a request which no
// other can be joined with, it says so once. REQUIRES: the turn lasts, so that the lines are in
// order.
void tell(const Case& one, const base::Log& log);

}  // namespace krm::mock
