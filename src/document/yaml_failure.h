// What yaml-cpp says when it gives up, in the words of this program where it can be told what to
// write instead.
//
// Thread-safety: functions of their arguments.
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

// Where and why: `message` and `offset` are those of its exception, `text` what it has read.
// `in_flow`: whether a bracket was open.
Mistake explain_failure(std::string message, std::size_t offset, std::string_view text,
                        bool in_flow, const Lines& lines);

}  // namespace krm::document
