// explain_failure() says in our own words why yaml-cpp gave up. It does so where it can say what to
// write instead.
#pragma once

#include <string>
#include <string_view>

#include "document/mistake.h"
#include "document/text.h"

namespace krm::document {

inline constexpr std::string_view no_aliases =
    "aliases are refused; write the value out, or put text that begins with \"*\" in quotes";
inline constexpr std::string_view no_anchors =
    "anchors are refused; write the value wherever it is needed, or put text that begins with "
    "\"&\" in quotes";
inline constexpr std::string_view no_tags =
    "tags are refused; leave the tag out, or put text that begins with \"!\" in quotes";

// Returns where and why yaml-cpp gave up. `message` and `offset` are those of its exception, and
// `text` is what it has read. `in_flow` says whether a bracket was open.
Mistake explain_failure(std::string message, std::size_t offset, std::string_view text,
                        bool in_flow, const Lines& lines);

}  // namespace krm::document
