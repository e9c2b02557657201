// Expectations are the contract that a client is held to. To add one, add a file in scenario/expect
// and a field here.
#pragma once

#include "scenario/expect/attempts_per_call.h"
#include "scenario/expect/retry.h"
#include "scenario/expect/rules_fired.h"

namespace krm::scenario {

struct Expectations {
  static constexpr std::string_view name = "expect";
  static constexpr std::string_view help = "the contract that clients are held to";
  static void fields(auto& field) {
    add(field, &Expectations::attempts_per_call);
    add(field, &Expectations::retry);
    add(field, &Expectations::rules_fired);
  }

  std::optional<expect::AttemptsPerCall> attempts_per_call;
  std::optional<expect::Retry> retry;
  std::optional<expect::RulesFired> rules_fired;
  bool operator==(const Expectations&) const = default;

 private:
  template <typename E>
  static void add(auto& field, std::optional<E> Expectations::*member) {
    field(E::name, member, E::help);
  }
};

}  // namespace krm::scenario
