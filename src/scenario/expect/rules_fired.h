#pragma once

#include <span>

#include "scenario/expect/named_rules.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

enum class WhichRules { all };
constexpr std::array<std::pair<std::string_view, WhichRules>, 1> words_of(WhichRules) {
  return {{{"all", WhichRules::all}}};
}
constexpr std::string_view family_of(WhichRules) { return "choice of rules"; }

// All rules, or those that are named.
struct RuleChoice {
  std::optional<WhichRules> which{};
  NamedRules names{};
  bool operator==(const RuleChoice&) const = default;
};

// Judged over all tenants of a scenario.
struct RulesFired {
  static constexpr std::string_view name = "rules_fired";
  static constexpr std::string_view help =
      "all, or names of rules: each fires at least once, for whichever tenant";
  static constexpr std::string_view shorthand = "which";
  static constexpr bool bare = true;
  static constexpr Loss loss = Loss::hides_proof;
  static void fields(auto& field) { field.required("which", &RulesFired::which, help); }
  // `rules` are the names of all rules of the scenario.
  Verdict judge(std::span<const History> tenants, std::span<const std::string> rules) const;

  RuleChoice which;
  bool operator==(const RulesFired&) const = default;
};

}  // namespace krm::scenario::expect

namespace krm::document {

template <>
struct Codec<scenario::expect::RuleChoice> {
  using Form = AnyForm;
  static std::optional<scenario::expect::RuleChoice> read(const Node& node, const Form& form,
                                                          Reading& reading);
  static Node write(const scenario::expect::RuleChoice& value);
  static Shape shape(const Form& form);
};

}  // namespace krm::document
