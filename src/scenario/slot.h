// Where a fault takes effect. What stands in one slot may keep what stands in another from having
// any effect; scenario/check knows which.
#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace krm::scenario {

enum class Slot {
  outcome,  // what is answered: one fault
  bytes,    // where the random bytes come from: one
  content,  // how they stand in the body: one of a name
  head,     // response headers
  pace,     // when what is sent: one of a name
  cut,      // where the connection ends: one
  state,    // what is different afterwards
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

}  // namespace krm::scenario
