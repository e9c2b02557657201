#include "scenario/fault_traits.h"

#include <algorithm>

#include "base/words.h"

namespace krm::scenario {
namespace {

// A Placed is a fault of a rule and where it stands.
struct Placed {
  FaultTraits fault;
  document::Mark mark;
  std::string_view word;  // what it is written with, as in `payload: missing`
};

std::optional<Placed> placed_at(const Node& item, std::span<const FaultTraits> known) {
  const bool alone = item.kind == Node::Kind::text;
  if (!alone && item.members.size() != 1) return std::nullopt;
  const std::string_view name = alone ? item.text : item.members.front().key;
  const auto found = std::ranges::find(known, name, &FaultTraits::name);
  if (found == known.end()) return std::nullopt;
  Placed placed{*found, item.mark, {}};
  if (!alone) placed.word = item.members.front().value.front().text;
  return placed;
}

// Returns why `other` has no effect beside `one`, or "" if it has.
std::string_view reason(const Placed& one, const Placed& other) {
  for (const Exclusion& exclusion : one.fault.excludes) {
    const auto& words = exclusion.when_written;
    const bool applies = words.empty() || std::ranges::find(words, one.word) != words.end();
    if (applies && other.fault.acts_on >= exclusion.part) return exclusion.why;
  }
  return {};
}

// Returns why `second` cannot stand beside `first`, or "" if it can.
std::string clash(const Placed& first, const Placed& second) {
  const Slot slot = first.fault.slot;
  if (slot == second.fault.slot) {
    if (slot == Slot::outcome || slot == Slot::bytes || slot == Slot::cut) {
      return fmt::format("a rule takes one fault of the {} slot; take one of the two away",
                         base::word_of(slot));
    }
    if (first.fault.name == second.fault.name && slot != Slot::head) {
      return fmt::format("a rule takes one \"{}\"; take one of the two away", first.fault.name);
    }
  }
  const std::string_view why = reason(first, second);
  return std::string(why.empty() ? reason(second, first) : why);
}

}  // namespace

void refuse_clashes(const Node& list, std::span<const FaultTraits> known, Reading& reading) {
  std::vector<Placed> placed;
  for (const Node& item : list.items) {
    const auto second = placed_at(item, known);
    if (!second) continue;
    for (const Placed& first : placed) {
      const std::string why = clash(first, *second);
      if (why.empty()) continue;
      reading.refuse(second->mark,
                     fmt::format("\"{}\" cannot stand beside \"{}\" of line {}: {}",
                                 second->fault.name, first.fault.name, first.mark.line, why));
      break;
    }
    placed.push_back(*second);
  }
}

}  // namespace krm::scenario
