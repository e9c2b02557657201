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

// What rules see of a request whose members nobody has read.
const Seen& unread() {
  static const http::HttpRequest request;
  static const kms::Outcome outcome;
  static const std::optional<kms::Asked> asked;
  static const Seen seen{
      .request = request, .outcome = outcome, .asked = asked, .access_key_id = {}, .region = {}};
  return seen;
}

bool can_hold(const When& when, const kms::Operation* operation);

// Returns whether a condition can hold at a request for `operation`, as far as it asks for that and
// for its members. Null: one that another server is asked for.
struct CanHold {
  const kms::Operation* operation;

  bool operator()(const match::Operation& wanted) const {
    return operation == nullptr || wanted.can_be(operation->name);
  }
  bool operator()(const match::NumberOfBytes& one) const { return holds(one, "NumberOfBytes"); }
  bool operator()(const match::Recipient& one) const { return holds(one, "Recipient"); }
  bool operator()(const match::CustomKeyStoreId& one) const {
    return holds(one, "CustomKeyStoreId");
  }
  bool operator()(const match::Any& any) const {
    return std::ranges::any_of(any.of, [&](const When& one) { return can_hold(one, operation); });
  }
  bool operator()(const auto&) const { return true; }

 private:
  bool holds(const auto& condition, std::string_view member) const {
    const bool is_read = operation != nullptr && std::ranges::count(operation->members, member) > 0;
    return is_read || condition.matches(unread());
  }
};

bool can_hold(const When& when, const kms::Operation* operation) {
  return std::ranges::all_of(when.matchers.all, [&](const auto& matcher) {
    return std::visit(CanHold{operation}, matcher);
  });
}

}  // namespace

void Rule::check(const Node& node, Reading& reading) const {
  if (!when) return;
  const bool changes_bytes = std::ranges::any_of(faults, is_of_bytes, part_of);
  const bool asks_for_outcome = asks_for<match::Outcome>(when);
  const bool is_met_here = std::ranges::any_of(kms::operations(), [&](const kms::Operation* one) {
    const bool grants_bytes = one->answer == nullptr;
    return (grants_bytes || !changes_bytes) && can_hold(*when, one);
  });
  const bool is_met_elsewhere = !changes_bytes && !asks_for_outcome && can_hold(*when, nullptr);
  if (is_met_here || is_met_elsewhere) return;
  const auto mark = node.find("when")->mark;
  if (changes_bytes || asks_for<match::NumberOfBytes>(when) || asks_for<match::Recipient>(when)) {
    reading.refuse(mark,
                   "this never fires: only GenerateRandom has random bytes to ask for and change");
    return;
  }
  reading.refuse(
      mark,
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
