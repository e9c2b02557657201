// A Verdict is what an expectation says of a History. A Finding collects it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "scenario/history.h"

namespace krm::scenario {

struct Verdict {
  enum class Value {
    holds,
    broken,
    unproven,  // nothing happened that could break it, or what happened is not known
  };

  Value value = Value::unproven;
  std::string wanted{};  // "at most 3 attempts"
  // What broke it, as what the call did: "made 5 attempts". Where no call did: a whole sentence.
  // If it is unproven, why.
  std::string seen{};
  std::optional<std::size_t> call{};     // the first that broke it, in the calls of the history
  std::optional<std::size_t> attempt{};  // in the attempts of the call
  std::int64_t broken_by = 0;            // how many calls broke it
  bool ended_early = false;              // the call should have gone on after that attempt
  bool for_want = false;                 // it is broken by what did not happen
};
constexpr std::array<std::pair<std::string_view, Verdict::Value>, 3> words_of(Verdict::Value) {
  return {{{"holds", Verdict::Value::holds},
           {"broken", Verdict::Value::broken},
           {"unproven", Verdict::Value::unproven}}};
}

// Says what lost entries do to a verdict.
enum class Loss {
  hides_breaches,  // what holds is unproven
  hides_proof,     // what is broken is unproven
  hides_nothing,
};

// Collects what an expectation finds in the calls of one history.
class Finding {
 public:
  explicit Finding(std::string wanted) : verdict_{.wanted = std::move(wanted)} {}

  // Something happened that could break the expectation.
  void chance() { had_chance_ = true; }
  // That call broke it. `wanted` replaces what is wanted in general.
  void breach(std::size_t call, std::optional<std::size_t> attempt, std::string seen,
              std::string wanted = {});
  // The same, because the call should have gone on after that attempt.
  void ended_early(std::size_t call, std::size_t attempt, std::string seen);
  // Something did not happen.
  void lack(std::string seen);
  // All calls together broke it.
  void breach(std::string seen, std::string wanted = {});

  bool is_broken() const { return verdict_.value == Verdict::Value::broken; }
  // Returns the verdict. `why_unproven` is said where nothing could break it.
  Verdict verdict(std::string_view why_unproven) &&;
  // Returns what is broken, or else that it is unproven.
  Verdict unless_broken(std::string_view why_unproven) && {
    had_chance_ = false;
    return std::move(*this).verdict(why_unproven);
  }

 private:
  Verdict verdict_;
  bool had_chance_ = false;
  std::optional<std::size_t> last_call_{};
};

// What most expectations say where no call was made.
inline constexpr std::string_view no_call = "no call was made";

}  // namespace krm::scenario
