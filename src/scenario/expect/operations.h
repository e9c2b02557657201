#pragma once

#include "scenario/notation.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

struct Operations {
  static constexpr std::string_view name = "operations";
  static constexpr std::string_view help = "nothing but these operations is asked for";
  static constexpr std::string_view shorthand = "names";
  static constexpr bool bare = true;
  static void fields(auto& field) {
    field.required(
        "names", &Operations::names, help,
        {.what = "the name of an operation", .pattern = "^[A-Za-z]+$", .holds = is_name});
  }
  static bool is_name(std::string_view text);
  Verdict judge(const History& history) const;

  OneOrMore<std::string> names;
  bool operator==(const Operations&) const = default;
};

}  // namespace krm::scenario::expect
