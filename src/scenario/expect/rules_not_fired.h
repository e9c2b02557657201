#pragma once

#include "scenario/expect/named_rules.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

// Says by rules what a client must not ask.
struct RulesNotFired {
  static constexpr std::string_view name = "rules_not_fired";
  static constexpr std::string_view help = "names of rules for what a client must not ask";
  static constexpr std::string_view shorthand = "names";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("names", &RulesNotFired::names, help); }
  Verdict judge(const History& history) const;

  NamedRules names;
  bool operator==(const RulesNotFired&) const = default;
};

}  // namespace krm::scenario::expect
