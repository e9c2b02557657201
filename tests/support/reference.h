// Makes the tables of docs/scenario-reference.md from the shapes of the codecs.
#pragma once

#include <string>

namespace krm::test {

// Returns Markdown with a table for each part of the format. A mapping that has no table stands
// indented below its key.
std::string reference();

}  // namespace krm::test
