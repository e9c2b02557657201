// The verdict on a terminal: ten lines at most, whatever happened.
#pragma once

#include <string>
#include <vector>

#include "contract/judgement.h"

namespace krm::contract {

// Each line is ended. With `colour` the words of verdicts have one.
std::string on_screen(const std::vector<Judgement>& judgements, bool colour);

// Returns "::error file=...::..." for each breach, as GitHub takes them from a log. Paths start at
// `workspace`, unless that is empty.
std::string annotations(const std::vector<Judgement>& judgements, const std::string& workspace);

}  // namespace krm::contract
