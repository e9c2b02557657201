#include "scenario/rule.h"

#include <algorithm>
#include <map>

#include "base/hex.h"
#include "base/key_text.h"
#include "document/json.h"

namespace krm::scenario {

bool Rule::can_act_on(const kms::Outcome& outcome) const {
  return std::ranges::all_of(faults, [&](const Fault& fault) {
    const Part part =
        std::visit([]<typename F>(const F&) { return traits_of<F>().acts_on; }, fault.value);
    if (part == Part::sealed_bytes) return outcome && outcome->recipient;
    return part != Part::random_bytes || outcome.has_value();
  });
}

void prepare(std::vector<Rule>& rules) {
  std::map<std::string, int> ordinals;
  for (Rule& rule : rules) {
    rule.is_about_calls = rule.per == Per::call || (rule.when && rule.when->is_about_calls());
    if (rule.title) {
      rule.key = rule.shown = *rule.title;
      continue;
    }
    rule.shown = fmt::format("rules[{}]", &rule - rules.data());
    const auto digest = base::digest(to_json(Codec<Rule>::write(rule)));
    const std::string hex = base::to_hex(base::ByteView(digest).first(8));
    const int ordinal = ordinals[hex]++;
    rule.key = fmt::format("#{}/{}", hex, ordinal);
  }
}

}  // namespace krm::scenario

namespace krm::document {

using scenario::Between;

std::optional<Between> Codec<Between>::read(const Node& node, const Form&, Reading& reading) {
  constexpr std::string_view what = "two times, as [10s, 20s]";
  if (node.kind != Node::Kind::list || node.items.size() != 2) {
    expected(node, what, reading);
    return std::nullopt;
  }
  const auto from = Codec<Milliseconds>::read(node.items[0], {}, reading);
  const auto to = Codec<Milliseconds>::read(node.items[1], {}, reading);
  if (!from || !to) return std::nullopt;
  if (*from >= *to) {
    reading.refuse(node.mark, "the second time must be later than the first; change them round");
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
