// The reference of the scenario format for the README, made from the shapes of the codecs.
#pragma once

#include <string>

namespace krm::scenario {

// Markdown: a table for the file, for rules, matchers, faults, entropy sources and expectations.
std::string reference();

}  // namespace krm::scenario
