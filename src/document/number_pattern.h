// A NumberPattern matches one number, those of a list, or a range of them. A range may also be
// written as "> 512", "<=16" and so on.
#pragma once

#include "document/fields.h"

namespace krm::document {

struct NumberPattern {
  static constexpr std::string_view name = "range";
  static constexpr std::string_view help = "a number, a list of them, or {min:, max:}";
  static constexpr std::string_view shorthand = "is";
  static constexpr std::array guesses{Guess{"from", "min"}, Guess{"to", "max"}, Guess{"eq", "is"}};
  static void fields(auto& field) {
    field("is", &NumberPattern::is, "exactly this, or one of these");
    field("min", &NumberPattern::min, "at least");
    field("max", &NumberPattern::max, "at most");
  }
  void check(const Node& node, Reading& reading) const;

  bool matches(std::int64_t number) const;
  // Returns what it matches: "16", "1 or 2", "at least 1 and at most 64".
  std::string in_words() const;

  std::optional<OneOrMore<std::int64_t>> is;
  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;
  bool operator==(const NumberPattern&) const = default;
};

template <>
struct Codec<NumberPattern> : FieldsCodec<NumberPattern> {
  static std::optional<NumberPattern> read(const Node& node, const Form& form, Reading& reading);
  static Shape shape(const Form& form);
};

}  // namespace krm::document
