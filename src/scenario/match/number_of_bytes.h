#pragma once

#include "document/number_pattern.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

struct NumberOfBytes {
  static constexpr std::string_view name = "number_of_bytes";
  static constexpr std::string_view help = "NumberOfBytes as it was asked for, valid or not";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static constexpr bool of_what_is_asked = true;
  static void fields(auto& field) { field.required("is", &NumberOfBytes::is, help); }

  std::optional<std::int64_t> saw(const Seen& seen) const {
    if (!seen.asked || !seen.asked->number_of_bytes) return std::nullopt;
    return *seen.asked->number_of_bytes;
  }
  bool matches(const Seen& seen) const {
    const auto asked = saw(seen);
    return asked && is.matches(*asked);
  }

  document::NumberPattern is;
  bool operator==(const NumberOfBytes&) const = default;
};

}  // namespace krm::scenario::match
