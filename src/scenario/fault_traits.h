// FaultTraits are what a fault says of itself: where it takes effect, what it acts on, and what it
// takes away from others of its rule. The file of a fault includes this, not the list of faults.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "scenario/notation.h"
#include "scenario/plan.h"
#include "scenario/rule_dice.h"

namespace krm::scenario {

// A Slot is where a fault takes effect. A rule may have so many faults of each:
enum class Slot {
  outcome,  // what is answered: one
  bytes,    // where the random bytes come from: one
  content,  // how they stand in the body: one of each name
  head,     // which response headers there are: any number
  pace,     // when each part is sent: one of each name
  cut,      // where the connection ends: one
  state,    // what is different afterwards: one of each name
};

constexpr std::array<std::pair<std::string_view, Slot>, 7> words_of(Slot) {
  return {{{"outcome", Slot::outcome},
           {"bytes", Slot::bytes},
           {"content", Slot::content},
           {"head", Slot::head},
           {"pace", Slot::pace},
           {"cut", Slot::cut},
           {"state", Slot::state}}};
}

// A Part is what a fault needs to have any effect. Each is a part of the one before it.
enum class Part { nothing, connection, reply, random_bytes, sealed_bytes };

// An Exclusion is a part that is not there beside a fault, and why. No fault may act on it then.
struct Exclusion {
  Part part;
  std::string_view why;
  std::span<const std::string_view> when_written{};  // if any: only with one of these words
};

inline constexpr Exclusion no_random_bytes{
    Part::random_bytes, "there are no random bytes to change then; make it two rules"};
inline constexpr Exclusion no_reply{Part::reply,
                                    "nothing of the reply is sent then; take one of the two away"};

// These are the constants of a fault. It may lack the last two.
struct FaultTraits {
  std::string_view name;
  Slot slot;
  Part acts_on = Part::nothing;
  std::span<const Exclusion> excludes{};  // the first that applies counts
};

template <typename F>
constexpr FaultTraits traits_of() {
  FaultTraits traits{F::name, F::slot};
  if constexpr (requires { F::acts_on; }) traits.acts_on = F::acts_on;
  if constexpr (requires { F::excludes; }) traits.excludes = F::excludes;
  return traits;
}

// Adds a mistake for each item of `list` that cannot stand beside one before it. `known` are the
// faults there are. Skips items that name none of them.
void refuse_clashes(const Node& list, std::span<const FaultTraits> known, Reading& reading);

}  // namespace krm::scenario
