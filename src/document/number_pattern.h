// A NumberPattern matches one number, those of a list, or a range of them.
#pragma once

#include "document/fields.h"

namespace krm::document {

struct NumberPattern {
  static constexpr std::string_view name = "range";
  static constexpr std::string_view help = "a number, a list of them, or {min:, max:}";
  static constexpr std::string_view shorthand = "is";
  static void fields(auto& field) {
    field("is", &NumberPattern::is, "exactly this, or one of these");
    field("min", &NumberPattern::min, "at least");
    field("max", &NumberPattern::max, "at most");
  }
  void check(const Node& node, Reading& reading) const;

  bool matches(std::int64_t number) const;

  std::optional<OneOrMore<std::int64_t>> is;
  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;
  bool operator==(const NumberPattern&) const = default;
};

}  // namespace krm::document
