// Texts that are not given to yaml-cpp at all: it would take them, cut them short, take them
// otherwise from version to version, or need too much memory for them.
//
// Thread-safety: a function of its argument.
#pragma once

#include <optional>
#include <string_view>

#include "document/mistake.h"

namespace krm::document {

// What is wrong with the text, which may be any bytes: its length, what is not UTF-8, a control
// character, too many brackets.
std::optional<Mistake> unreadable(std::string_view text);

}  // namespace krm::document
