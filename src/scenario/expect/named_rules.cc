#include "scenario/expect/named_rules.h"

#include <algorithm>

namespace krm::document {
namespace {

using scenario::expect::NamedRules;
using RuleNames = Codec<OneOrMore<std::string>>;

constexpr TextForm name_of_a_rule{.what = "the name of a rule", .pattern = "^[\\s\\S]+$"};

std::vector<std::string_view> names_in(const Node& whole) {
  std::vector<std::string_view> names;
  const Node* rules = whole.find("rules");
  if (rules == nullptr) return names;
  for (const Node& rule : rules->items) {
    if (const Node* name = rule.find("name")) names.push_back(name->text);
  }
  return names;
}

}  // namespace

std::optional<NamedRules> Codec<NamedRules>::read(const Node& node, const Form&, Reading& reading) {
  auto names = RuleNames::read(node, name_of_a_rule, reading);
  if (!names) return std::nullopt;
  const auto known = names_in(reading.whole);
  for (std::size_t i = 0; i < names->values.size(); ++i) {
    const std::string& name = names->values[i];
    const Mark mark = node.kind == Node::Kind::list ? node.items[i].mark : node.mark;
    if (std::ranges::find(known, name) == known.end()) {
      refuse_unknown_name(mark, "rule", name, known, reading);
    }
  }
  return NamedRules{std::move(*names)};
}

Node Codec<NamedRules>::write(const NamedRules& value) { return RuleNames::write(value.names); }

Shape Codec<NamedRules>::shape(const Form&) { return RuleNames::shape(name_of_a_rule); }

}  // namespace krm::document
