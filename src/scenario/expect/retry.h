#pragma once

#include "scenario/expect/tolerance.h"
#include "scenario/retry_rules.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

// What a policy of one's own makes of a time that a reply asks for.
enum class Regard { ignored, honoured };
constexpr std::array<std::pair<std::string_view, Regard>, 2> words_of(Regard) {
  return {{{"ignored", Regard::ignored}, {"honoured", Regard::honoured}}};
}
constexpr std::string_view family_of(Regard) { return "way with retry-after"; }

// Each wait lies in its envelope. Where any wait below it may be drawn, no single one is too short.
// But all of them together must not be shorter than chance makes them once in a billion runs.
// docs/contract-testing.md has the mathematics.
struct Retry {
  static constexpr std::string_view name = "retry";
  static constexpr std::string_view help = "how a client waits between the attempts of a call";
  static constexpr std::string_view shorthand = "as";
  static void fields(auto& field) {
    field("as", &Retry::as, "as these SDKs do");
    field("base", &Retry::base, "the first wait at most", Times{Milliseconds(1)});
    field("factor", &Retry::factor, "what each further one is multiplied by", Numbers{1, 100});
    field("cap", &Retry::cap, "the longest wait", Times{Milliseconds(1)});
    field("jitter", &Retry::jitter,
          "how it is drawn: none: just so; half: from its half on; full: from nothing on");
    field("retry_after", &Retry::retry_after,
          "honoured: at least what x-amz-retry-after or Retry-After of the reply says");
  }
  void check(const Node& node, Reading& reading) const;

  RetryRules rules() const;
  Verdict judge(const History& history, const Tolerance& tolerance) const;

  std::optional<Preset> as;
  std::optional<Milliseconds> base;
  std::optional<double> factor;
  std::optional<Milliseconds> cap;
  scenario::Jitter jitter = scenario::Jitter::full;
  Regard retry_after = Regard::ignored;
  bool operator==(const Retry&) const = default;
};

}  // namespace krm::scenario::expect
