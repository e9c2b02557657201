#pragma once

#include "document/number_pattern.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

struct NumberOfBytes {
  static constexpr std::string_view name = "number_of_bytes";
  static constexpr std::string_view help = "NumberOfBytes as it was asked for, valid or not";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &NumberOfBytes::is, help); }

  bool matches(const Seen& seen) const {
    return seen.asked && seen.asked->number_of_bytes && is.matches(*seen.asked->number_of_bytes);
  }

  document::NumberPattern is;
  bool operator==(const NumberOfBytes&) const = default;
};

}  // namespace krm::scenario::match
