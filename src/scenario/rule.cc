#include "scenario/rule.h"

#include <algorithm>
#include <type_traits>

#include "base/words.h"

namespace krm::scenario {
namespace {

// A fault of a rule and where it stands.
struct Placed {
  std::string_view name;
  Slot slot;
  document::Mark mark;
  std::string_view what{};  // where it is said in one word: `payload: missing`
};

template <typename... Fs>
std::optional<Placed> placed_as(const OneOf<FaultFamily, Fs...>*, std::string_view name,
                                document::Mark mark) {
  std::optional<Placed> placed;
  with_named<Fs...>(name, [&]<typename F>(F*) { placed = Placed{F::name, F::slot, mark}; });
  return placed;
}

std::optional<Placed> placed_at(const Node& item) {
  const bool alone = item.kind == Node::Kind::text;
  if (!alone && item.members.size() != 1) return std::nullopt;
  auto placed = placed_as(static_cast<const Fault*>(nullptr),
                          alone ? item.text : item.members.front().key, item.mark);
  if (placed && !alone) placed->what = item.members.front().value.front().text;
  return placed;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

// Why `second` cannot stand beside `first`; empty when it can.
std::string clash(const Placed& first, const Placed& second) {
  if (first.slot == second.slot) {
    const bool one_of_all =
        first.slot == Slot::outcome || first.slot == Slot::bytes || first.slot == Slot::cut;
    if (one_of_all) {
      return fmt::format("a rule takes one fault of the {} slot; take one of the two away",
                         base::word_of(first.slot));
    }
    if (first.name == second.name && first.slot != Slot::head) {
      return fmt::format("a rule takes one \"{}\"; take one of the two away", first.name);
    }
    const auto withholds = [](const Placed& a) {
      return a.name == "payload" && is_one_of(a.what, {"missing", "null", "wrong_type"});
    };
    if ((withholds(first) && second.name == "cms") || (first.name == "cms" && withholds(second))) {
      return "then no sealed bytes are sent; take one of the two away";
    }
    return {};
  }
  // Either may stand first in the file.
  const auto beside = [&](const Placed& a, const Placed& b) -> std::string_view {
    const bool edits_bytes = b.slot == Slot::bytes || b.slot == Slot::content;
    if (is_one_of(a.name, {"error", "reply"}) && edits_bytes) {
      return "there are no random bytes to change then; make it two rules";
    }
    const bool is_silent = is_one_of(a.name, {"close", "garbage"});
    if (is_silent && (edits_bytes || b.slot == Slot::head || b.name == "drip")) {
      return "nothing of the reply is sent then; take one of the two away";
    }
    if (a.name == "close" && b.slot == Slot::cut) {
      return "the connection is closed as it is; take one of the two away";
    }
    return {};
  };
  const std::string_view why = beside(first, second);
  return std::string(why.empty() ? beside(second, first) : why);
}

}  // namespace

void check_slots(const Node& node, Mistakes& mistakes) {
  const Node* items = node.find("do");
  if (items == nullptr) return;
  std::vector<Placed> placed;
  for (const Node& item : items->items) {
    const auto second = placed_at(item);
    if (!second) continue;
    for (const Placed& first : placed) {
      const std::string why = clash(first, *second);
      if (why.empty()) continue;
      mistakes.add(second->mark, fmt::format("\"{}\" cannot stand beside \"{}\" of line {}: {}",
                                             second->name, first.name, first.mark.line, why));
      break;
    }
    placed.push_back(*second);
  }
}

bool Rule::can_act_on(const kms::Outcome& outcome) const {
  return std::ranges::all_of(faults, [&](const Fault& fault) {
    return std::visit(
        [&]<typename F>(const F&) {
          if constexpr (std::is_same_v<F, fault::Cms>) return outcome && outcome->recipient;
          if constexpr (F::slot == Slot::bytes || F::slot == Slot::content) {
            return outcome.has_value();
          }
          return true;
        },
        fault.value);
  });
}

}  // namespace krm::scenario

namespace krm::document {

using scenario::Between;

std::optional<Between> Codec<Between>::read(const Node& node, const Form&, Mistakes& mistakes) {
  constexpr std::string_view what = "two times, as [10s, 20s]";
  if (node.kind != Node::Kind::list || node.items.size() != 2) {
    expected(node, what, mistakes);
    return std::nullopt;
  }
  const auto from = Codec<Milliseconds>::read(node.items[0], {}, mistakes);
  const auto to = Codec<Milliseconds>::read(node.items[1], {}, mistakes);
  if (!from || !to) return std::nullopt;
  if (*from >= *to) {
    mistakes.add(node.mark, "the second time must be later than the first; change them round");
    return std::nullopt;
  }
  return Between{*from, *to};
}

Node Codec<Between>::write(const Between& value) {
  return {.kind = Node::Kind::list,
          .items = {Codec<Milliseconds>::write(value.from), Codec<Milliseconds>::write(value.to)}};
}

Shape Codec<Between>::shape(const Form&) {
  return {.kind = Shape::Kind::list,
          .what = "two times, as [10s, 20s]",
          .least = 2,
          .most = 2,
          .inner = {Codec<Milliseconds>::shape({})}};
}

}  // namespace krm::document
