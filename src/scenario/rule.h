// A Rule says for which requests something is done, how often, and what.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "scenario/fault_list.h"
#include "scenario/when.h"

namespace krm::scenario {

// Per says whether a rule decides for each request, or once for all attempts of a logical call.
enum class Per { request, call };

constexpr std::array<std::pair<std::string_view, Per>, 2> words_of(Per) {
  return {{{"request", Per::request}, {"call", Per::call}}};
}
constexpr std::string_view family_of(Per) { return "unit"; }

// A Between lasts from the first time until the second, which is not part of it.
struct Between {
  Milliseconds from{0};
  Milliseconds to{0};
  bool operator==(const Between&) const = default;
};

}  // namespace krm::scenario

namespace krm::document {

template <>
struct Codec<scenario::Between> {
  using Form = AnyForm;
  static std::optional<scenario::Between> read(const Node& node, const Form& form,
                                               Reading& reading);
  static Node write(const scenario::Between& value);
  static Shape shape(const Form& form);
};

}  // namespace krm::document

namespace krm::scenario {

struct Rule {
  static constexpr std::string_view name = "rule";
  static constexpr std::string_view help = "when, how often, and what is done";
  static constexpr std::array guesses{
      Guess{"if", "when"},     Guess{"match", "when"},
      Guess{"then", "do"},     Guess{"action", "do"},
      Guess{"actions", "do"},  Guess{"fault", "do"},
      Guess{"faults", "do"},   Guess{"count", "times"},
      Guess{"limit", "times"}, Guess{"probability", "chance"},
      Guess{"after", "skip"},
  };
  static void fields(auto& field) {
    field("name", &Rule::title, "what logs call it; no two rules have the same",
          TextForm{.what = "a name, which does not begin with #",
                   .pattern = "^[^#][\\s\\S]*$",
                   .holds = [](std::string_view t) { return !t.empty() && t.front() != '#'; }});
    field("when", &Rule::when,
          "the condition; without an operation in it the rule means GenerateRandom, and requests "
          "that name no operation");
    field("skip", &Rule::skip, "matches that pass by first", Integers{0, 1'000'000});
    field("every", &Rule::every, "of the rest, one in so many: 3 takes the 3rd, the 6th, the 9th",
          Integers{1, 1'000'000, "write every: 1 for each match, or leave it out"});
    field("chance", &Rule::chance, "the probability of those", Numbers{.may_be_per_cent = true});
    field("times", &Rule::times, "how often it fires at most",
          Integers{1, 1'000'000, "leave the rule out if it is never to fire"});
    field("between", &Rule::between, "only then, counted from the tenant's first request");
    field("per", &Rule::per, "call: decides once for all attempts of a logical call");
    field.required("do", &Rule::faults, "what is done; each fault is an item");
  }
  static void check_list(const Node& list, Reading& reading) {
    check_unique(list, "name", "a rule", reading);
  }

  void check(const Node& node, Reading& reading) const;

  // Returns whether it is about such requests. `is_usual` is that of what was seen.
  bool means(bool is_usual) const { return names_operations || is_usual; }
  // Returns whether what the rule needs is there: an outcome, random bytes, or sealed ones.
  bool can_act_on(const Seen& seen) const;

  std::optional<std::string> title;
  std::optional<When> when;
  std::int64_t skip = 0;
  std::int64_t every = 1;
  double chance = 1;
  std::optional<std::int64_t> times;
  std::optional<Between> between;
  Per per = Per::request;
  std::vector<Fault> faults;
  // What dice and streams call it: its name, else its content and its place among its equals.
  std::string key;
  std::string shown;            // what people call it: its name, else its place
  bool is_about_calls = false;  // it joins or counts the attempts of a call
  // What other servers answer is not known when it decides: it asks for the outcome, or changes
  // random bytes.
  bool needs_outcome = false;
  bool names_operations = false;  // else it means GenerateRandom, and requests that name none
  bool operator==(const Rule&) const = default;
};

// Fills in what follows from the rest of each rule.
void prepare(std::vector<Rule>& rules);

}  // namespace krm::scenario
