// YAML as a tree of nodes, and JSON as the YAML that it is. The home of yaml-cpp.
//
// Refused with what to write instead: anchors, aliases, tags, a second document, a key that is
// there twice or is no text, and what is too large: more than 1 MiB, 64 levels or 20,000 values. A
// `!` alone quotes the scalar behind it.
//
// Thread-safety: a function of its argument.
#pragma once

#include <cstddef>
#include <string_view>
#include <tl/expected.hpp>

#include "document/mistake.h"
#include "document/node.h"

namespace krm::document {

inline constexpr std::size_t longest_text = std::size_t{1} << 20;  // in bytes

// What stands at the top may be any node. `text` may be any bytes.
tl::expected<Node, Mistake> parse_yaml(std::string_view text);

}  // namespace krm::document
