#include "scenario/reference.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/scenario.h"

namespace krm::scenario {
namespace {

std::string cell(std::string text) {
  for (auto at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
    text.replace(at, 1, "\\|");
  }
  return text;
}

std::string row(const Shape& member, std::string_view indent = "") {
  std::string what = member.what;
  if (member.required) what += " (required)";
  if (!member.standard.empty()) what += fmt::format(" ({})", member.standard);
  return fmt::format("| {}`{}` | {} | {} |\n", indent, member.key, cell(what), cell(member.help));
}

// The members of the mapping that a value may be; none where it is no mapping of known keys.
const std::vector<Shape>& members_of(const Shape& shape) {
  static const std::vector<Shape> none;
  if (!shape.members.empty() && !shape.one_key) return shape.members;
  if (shape.kind != Shape::Kind::any_of) return none;
  const std::vector<Shape>* only = &none;
  for (const Shape& inner : shape.inner) {
    const auto& members = members_of(inner);
    if (members.empty()) continue;
    if (!only->empty()) return none;
    only = &members;
  }
  return *only;
}

std::string table(std::string_view title, const std::vector<Shape>& members, bool deep) {
  std::string text = fmt::format("**{}**\n\n| key | value | meaning |\n|---|---|---|\n", title);
  for (const Shape& member : members) {
    text += row(member);
    if (!deep) continue;
    for (const Shape& inner : members_of(member)) text += row(inner, "&emsp;");
  }
  return text + '\n';
}

// The alternatives of a choice that is written as one key.
const std::vector<Shape>& alternatives(const Shape& shape) {
  if (shape.one_key) return shape.members;
  return std::ranges::find_if(shape.inner, [](const Shape& inner) { return inner.one_key; })
      ->members;
}

// The alternatives of a choice that one of their keys names, as if that name were their key.
std::vector<Shape> tagged_alternatives(const Shape& shape) {
  std::vector<Shape> all;
  for (const Shape& one : shape.inner) {
    if (one.members.empty()) continue;
    const Shape& tag = one.members.front();
    Shape fields = one;
    fields.members.erase(fields.members.begin());
    fields.what = fields.members.empty() ? "" : "with these keys beside it";
    all.push_back(member_of(tag.what, tag.help, false, std::move(fields)));
  }
  return all;
}

}  // namespace

std::string reference() {
  const auto members = [](const Shape& shape) { return members_of(shape); };
  const Shape faults = Codec<Fault>::shape({});
  std::string text = table("The file", members(Codec<Scenario>::shape({})), false);
  text += table("A rule", members(Codec<Rule>::shape({})), false);
  text += table("Matchers (`when`)", members(Codec<When>::definition()), false);
  text += table("Faults (`do`)", alternatives(faults), true);
  text += table("Damage (`payload`)", alternatives(Codec<fault::Damage>::shape({})), false);
  text += table("Entropy sources (`source`)", tagged_alternatives(Codec<EntropySource>::shape({})),
                true);
  text += table("A key store", members(Codec<KeyStore>::shape({})), false);
  text += table("A credential", members(Codec<Credential>::shape({})), false);
  text += table("`recipient`", members(Codec<Recipient>::shape({})), false);
  text += table("`throttle` (of each of the two)", members(Codec<Rate>::shape({})), false);
  text += table("An event of the `timeline`", members(Codec<TimelineEvent>::shape({})), false);
  text += table("Expectations (`expect`)", members(Codec<Expectations>::shape({})), true);
  return text;
}

}  // namespace krm::scenario
