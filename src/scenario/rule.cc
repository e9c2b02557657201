#include "scenario/rule.h"

#include <algorithm>
#include <map>

#include "base/hex.h"
#include "base/key_text.h"
#include "document/json.h"
#include "document/walk.h"
#include "kms/operations.h"

namespace krm::scenario {

namespace {

Part part_of(const Fault& fault) {
  return std::visit([]<typename F>(const F&) { return traits_of<F>().acts_on; }, fault.value);
}

bool is_of_bytes(Part part) { return part == Part::random_bytes || part == Part::sealed_bytes; }

template <typename Matcher>
bool asks_for(const std::optional<When>& when) {
  bool found = false;
  if (when) document::walk<Matcher>(when->matchers, [&](const Matcher&) { found = true; });
  return found;
}

// Returns whether a condition can hold at a request for `operation`, as far as it asks for that.
bool can_be(const When& when, std::string_view operation);

struct CanBe {
  std::string_view operation;

  bool operator()(const match::Operation& wanted) const { return wanted.can_be(operation); }
  bool operator()(const match::Any& any) const {
    return std::ranges::any_of(any.of, [&](const When& one) { return can_be(one, operation); });
  }
  bool operator()(const auto&) const { return true; }
};

bool can_be(const When& when, std::string_view operation) {
  return std::ranges::all_of(when.matchers.all, [&](const auto& matcher) {
    return std::visit(CanBe{operation}, matcher);
  });
}

// Returns whether `when` rules out every operation of `those`.
bool excludes_all(const std::optional<When>& when, std::span<const std::string_view> those) {
  return when &&
         std::ranges::none_of(those, [&](std::string_view name) { return can_be(*when, name); });
}

std::vector<std::string_view> names_of_operations() {
  std::vector<std::string_view> names;
  for (const kms::Operation* one : kms::operations()) names.push_back(one->name);
  return names;
}

}  // namespace

void Rule::check(const Node& node, Reading& reading) const {
  constexpr std::array<std::string_view, 1> of_bytes{"GenerateRandom"};
  const bool changes_bytes = std::ranges::any_of(faults, is_of_bytes, part_of);
  const bool asks_for_bytes =
      asks_for<match::NumberOfBytes>(when) || asks_for<match::Recipient>(when);
  if ((changes_bytes || asks_for_bytes) && excludes_all(when, of_bytes)) {
    reading.refuse(node.find("when")->mark,
                   "this never fires: only GenerateRandom has random bytes to ask for and change");
    return;
  }
  const bool asks_for_outcome = asks_for<match::Outcome>(when);
  const bool asks_for_store = asks_for<match::CustomKeyStoreId>(when);
  if ((!asks_for_outcome && !asks_for_store) || !excludes_all(when, names_of_operations())) return;
  reading.refuse(
      node.find("when")->mark,
      fmt::format("this never fires: what another server is asked is not read, and what it answers "
                  "is not known before; leave \"{}\" out",
                  asks_for_outcome ? match::Outcome::name : match::CustomKeyStoreId::name));
}

bool Rule::can_act_on(const Seen& seen) const {
  if (seen.is_foreign && needs_outcome) return false;
  return std::ranges::all_of(faults, [&](const Fault& fault) {
    const Part part = part_of(fault);
    const kms::Grant* grant = kms::grant_of(seen.outcome);
    if (part == Part::sealed_bytes) return grant != nullptr && grant->recipient;
    return part != Part::random_bytes || grant != nullptr;
  });
}

void prepare(std::vector<Rule>& rules) {
  std::map<std::string, int> ordinals;
  for (Rule& rule : rules) {
    rule.is_about_calls = rule.per == Per::call || (rule.when && rule.when->is_about_calls());
    rule.names_operations = asks_for<match::Operation>(rule.when);
    rule.needs_outcome = asks_for<match::Outcome>(rule.when) ||
                         std::ranges::any_of(rule.faults, is_of_bytes, part_of);
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
