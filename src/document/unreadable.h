// unreadable() keeps texts from yaml-cpp. It would accept them, cut them short, read them
// differently from version to version, or need too much memory for them.
#pragma once

#include <optional>
#include <string_view>

#include "document/mistake.h"

namespace krm::document {

// Returns what is wrong with `text`, which may be any bytes. That is its length, a byte that is not
// UTF-8, a control character, or too many brackets and commas. Returns nothing if all is right.
std::optional<Mistake> unreadable(std::string_view text);

}  // namespace krm::document
