#include "scenario/expect/rules_fired.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/quoting.h"
#include "scenario/expect/range.h"

namespace krm::scenario::expect {

Verdict RulesFired::judge(std::span<const History> tenants,
                          std::span<const std::string> rules) const {
  std::set<std::string_view> fired;
  for (const History& history : tenants) {
    for (const Call& call : history.calls) {
      for (const Attempt& attempt : call.attempts) fired.insert(attempt.rule);
    }
  }
  const auto& names = which.names.names.values;
  const auto wanted = which.which ? rules : std::span<const std::string>(names);
  Finding finding("each of them fires");
  std::int64_t quiet = 0;
  std::string first;
  for (const std::string& rule : wanted) {
    finding.chance();
    if (fired.contains(rule)) continue;
    if (quiet++ == 0) first = rule;
  }
  if (quiet > 0) {
    const std::string others = quiet == 1 ? "" : fmt::format(", nor did {} more", quiet - 1);
    finding.lack(fmt::format("the rule {} never fired{}", base::quoted(first), others));
  }
  return std::move(finding).verdict("the scenario has no rules");
}

}  // namespace krm::scenario::expect

namespace krm::document {

using scenario::expect::NamedRules;
using scenario::expect::RuleChoice;
using scenario::expect::WhichRules;

std::optional<RuleChoice> Codec<RuleChoice>::read(const Node& node, const Form&, Reading& reading) {
  if (node.kind == Node::Kind::text && node.text == "all") return RuleChoice{WhichRules::all, {}};
  auto names = Codec<NamedRules>::read(node, {}, reading);
  if (!names) return std::nullopt;
  return RuleChoice{{}, std::move(*names)};
}

Node Codec<RuleChoice>::write(const RuleChoice& value) {
  if (value.which) return Codec<WhichRules>::write(*value.which);
  return Codec<NamedRules>::write(value.names);
}

Shape Codec<RuleChoice>::shape(const Form&) {
  Shape names = Codec<NamedRules>::shape({});
  return {.kind = Shape::Kind::any_of,
          .what = "all, or " + names.what,
          .inner = {Codec<WhichRules>::shape({}), names}};
}

}  // namespace krm::document
