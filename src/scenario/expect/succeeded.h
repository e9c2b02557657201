#pragma once

#include <array>

#include "scenario/notation.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

enum class WhichCalls { all };
constexpr std::array<std::pair<std::string_view, WhichCalls>, 1> words_of(WhichCalls) {
  return {{{"all", WhichCalls::all}}};
}
constexpr std::string_view family_of(WhichCalls) { return "choice of calls"; }

struct Succeeded {
  static constexpr std::string_view name = "succeeded";
  static constexpr std::string_view help = "which share of the calls gets what it asks for";
  static constexpr std::string_view shorthand = "which";
  static void fields(auto& field) {
    field("which", &Succeeded::which, "all of them");
    field("min", &Succeeded::min, "at least this share", Numbers{.may_be_per_cent = true});
  }
  void check(const Node& node, Reading& reading) const {
    if (which.has_value() == min.has_value()) reading.refuse(node.mark, "write all, or {min: 99%}");
  }
  Verdict judge(const History& history) const;

  std::optional<WhichCalls> which;
  std::optional<double> min;
  bool operator==(const Succeeded&) const = default;
};

}  // namespace krm::scenario::expect
