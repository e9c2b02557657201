// A report file: the end of its name says what is in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "contract/judgement.h"

namespace krm::contract {

enum class Format { junit, json, markdown };

// Returns the format of ".xml", ".json" or ".md".
std::optional<Format> format_of(std::string_view path);

std::string report(const std::vector<Judgement>& judgements, Format format, base::WallTime now);

}  // namespace krm::contract
