// What a fault says of itself: where it takes effect, what it acts on, and what it takes away from
// others of its rule. A file of a fault includes this and nothing else of the kind.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "scenario/notation.h"
#include "scenario/plan.h"
#include "scenario/rule_dice.h"

namespace krm::scenario {

enum class Slot {
  outcome,  // what is answered: one fault
  bytes,    // where the random bytes come from: one
  content,  // how they stand in the body: one of a name
  head,     // response headers
  pace,     // when what is sent: one of a name
  cut,      // where the connection ends: one
  state,    // what is different afterwards: one of a name
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

// What a fault needs to have any effect. Each is a part of the one before it.
enum class Part { nothing, connection, reply, random_bytes, sealed_bytes };

// A part that is not there beside a fault, and why. Whatever acts on it is excluded.
struct Exclusion {
  Part part;
  std::string_view why;
  std::span<const std::string_view> when_written{};  // only as one of these words, if there are any
};

inline constexpr Exclusion no_random_bytes{
    Part::random_bytes, "there are no random bytes to change then; make it two rules"};
inline constexpr Exclusion no_reply{Part::reply,
                                    "nothing of the reply is sent then; take one of the two away"};

// The constants of a fault. It may lack the last two.
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
// faults there are; items that name none of them are passed over.
void refuse_clashes(const Node& list, std::span<const FaultTraits> known, Reading& reading);

}  // namespace krm::scenario
