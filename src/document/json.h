// Writes a tree as JSON, and reads one. JSON is also YAML, and reads back as the same tree.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/node.h"

namespace krm::document {

// Returns whether `text` is one JSON value, as RFC 8259 has it.
bool is_json(std::string_view text);

// Returns the tree of one JSON value, without marks, or nothing if `text` is none.
std::optional<Node> read_json(std::string_view text);

// Returns indented JSON with a line end behind it. What is not UTF-8, as the name of a file may be,
// becomes U+FFFD.
std::string to_json(const Node& node);

}  // namespace krm::document
