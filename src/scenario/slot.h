// Where a fault takes effect. What stands in one slot may keep what stands in another from having
// any effect; scenario/check knows which.
#pragma once

#include <string_view>

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

constexpr std::string_view name_of(Slot slot) {
  switch (slot) {
    case Slot::outcome:
      return "outcome";
    case Slot::bytes:
      return "bytes";
    case Slot::content:
      return "content";
    case Slot::head:
      return "head";
    case Slot::pace:
      return "pace";
    case Slot::cut:
      return "cut";
    case Slot::state:
      return "state";
  }
  return "";
}

}  // namespace krm::scenario
