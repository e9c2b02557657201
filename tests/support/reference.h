// The reference of the scenario format for docs/scenario-reference.md, made from the shapes of the
// codecs.
#pragma once

#include <string>

namespace krm::test {

// Markdown: a table for each part of the format. A mapping that has no table of its own stands
// below its key, indented.
std::string reference();

}  // namespace krm::test
