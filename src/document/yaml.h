// parse_yaml() reads YAML as a tree of nodes. It also reads JSON, which is YAML. Only this file and
// yaml_failure use yaml-cpp.
//
// It refuses anchors, aliases, tags, a second document, and a key that is there twice or is no
// text. It also refuses more than 1 MiB, 64 levels or 20,000 values. It says what to write instead.
// A `!` alone quotes the scalar behind it.
#pragma once

#include <cstddef>
#include <string_view>
#include <tl/expected.hpp>

#include "document/mistake.h"
#include "document/node.h"

namespace krm::document {

inline constexpr std::size_t longest_text = std::size_t{1} << 20;  // in bytes

// Returns the top node, of any kind. On failure returns the first mistake. Any bytes may be given.
tl::expected<Node, Mistake> parse_yaml(std::string_view text);

}  // namespace krm::document
