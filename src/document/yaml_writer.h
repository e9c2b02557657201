// to_yaml() writes a tree as YAML, as people write it: a line for each member, and texts in quotes
// only where they need them. It reads back as the same tree.
#pragma once

#include <string>

#include "document/node.h"

namespace krm::document {

std::string to_yaml(const Node& node);

// Returns the tree on one line, as people write short values: {max: 3}.
std::string in_flow(const Node& node);

}  // namespace krm::document
