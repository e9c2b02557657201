// Expectations are the contract that a client is held to. To add one, add a file in scenario/expect
// and a field here.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "document/node.h"
#include "scenario/expect/attempts_per_call.h"
#include "scenario/expect/calls.h"
#include "scenario/expect/jitter.h"
#include "scenario/expect/not_retried.h"
#include "scenario/expect/operations.h"
#include "scenario/expect/resends.h"
#include "scenario/expect/retry.h"
#include "scenario/expect/rules_fired.h"
#include "scenario/expect/rules_not_fired.h"
#include "scenario/expect/signed.h"
#include "scenario/expect/succeeded.h"
#include "scenario/expect/tenants.h"
#include "scenario/expect/time_per_call.h"
#include "scenario/expect/tolerance.h"

namespace krm::scenario {

// An expectation is judged by what one tenant did, ...
template <typename E>
concept JudgesATenant = requires(const E& e, const History& history) {
  e.judge(history);
} || requires(const E& e, const History& history, const expect::Tolerance& tolerance) {
  e.judge(history, tolerance);
};
// ... or by what all tenants of a scenario did.
template <typename E>
concept JudgesAll = requires(const E& e, std::span<const History> tenants,
                             std::span<const std::string> rules) { e.judge(tenants, rules); };
template <typename E>
concept AnExpectation = Described<E> && (JudgesATenant<E> || JudgesAll<E>);

// Where each key stands in the file. Values without a place are as good.
struct Places {
  std::map<std::string, document::Mark, std::less<>> of{};
  bool operator==(const Places&) const { return true; }
};

// The verdict of one expectation.
struct Judged {
  std::string_view expectation{};  // its name
  std::string written{};           // as people write it: "attempts_per_call: {max: 3}"
  std::optional<document::Mark> mark{};
  Verdict verdict{};
};

struct Expectations {
  static constexpr std::string_view name = "expect";
  static constexpr std::string_view help = "the contract that clients are held to";
  static constexpr std::array guesses{Guess{"attempts", "attempts_per_call"},
                                      Guess{"retries", "retry"},
                                      Guess{"backoff", "retry"},
                                      Guess{"success", "succeeded"},
                                      Guess{"duration", "time_per_call"},
                                      Guess{"timeout", "time_per_call"},
                                      Guess{"requests", "calls"}};
  static void fields(auto& field) {
    add(field, &Expectations::calls);
    add(field, &Expectations::attempts_per_call);
    add(field, &Expectations::retry);
    add(field, &Expectations::jitter);
    add(field, &Expectations::not_retried);
    add(field, &Expectations::resends);
    add(field, &Expectations::time_per_call);
    add(field, &Expectations::succeeded);
    add(field, &Expectations::is_signed);
    add(field, &Expectations::operations);
    add(field, &Expectations::rules_fired);
    add(field, &Expectations::rules_not_fired);
    add(field, &Expectations::tenants);
    field("tolerance", &Expectations::tolerance, expect::Tolerance::help);
    field("allow_unproven", &Expectations::allow_unproven,
          "what is unproven breaks nothing; false: it counts as broken");
  }
  void check(const Node& node, Reading& reading) const;
  void keep_places(const Node& node);

  std::optional<expect::Calls> calls;
  std::optional<expect::AttemptsPerCall> attempts_per_call;
  std::optional<expect::Retry> retry;
  std::optional<expect::Jitter> jitter;
  std::optional<expect::NotRetried> not_retried;
  std::optional<expect::Resends> resends;
  std::optional<expect::TimePerCall> time_per_call;
  std::optional<expect::Succeeded> succeeded;
  std::optional<expect::Signed> is_signed;
  std::optional<expect::Operations> operations;
  std::optional<expect::RulesFired> rules_fired;
  std::optional<expect::RulesNotFired> rules_not_fired;
  std::optional<expect::Tenants> tenants;
  expect::Tolerance tolerance;
  bool allow_unproven = false;
  Places places;
  bool operator==(const Expectations&) const = default;

 private:
  template <AnExpectation E>
  static void add(auto& field, std::optional<E> Expectations::*member) {
    field(E::name, member, E::help);
  }
};

// Returns the verdicts of those that judge one tenant, in the order of the list.
std::vector<Judged> judge(const Expectations& expectations, const History& history);
// Returns those of the others. `rules` are the names of all rules of the scenario.
std::vector<Judged> judge_all(const Expectations& expectations, std::span<const History> tenants,
                              std::span<const std::string> rules);

}  // namespace krm::scenario
