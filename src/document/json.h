// A tree as JSON, which is YAML that reads back as the same tree.
#pragma once

#include <string>

#include "document/node.h"

namespace krm::document {

// For people: indented, and ended.
std::string to_json(const Node& node);

}  // namespace krm::document
