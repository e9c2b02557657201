#include "scenario/scenario.h"

#include <algorithm>
#include <map>
#include <span>

namespace krm::scenario {
namespace {

// Key stores that a part of the file names and the scenario lacks.
void check_stores(const Node* named, const Node* there, Mistakes& mistakes) {
  if (named == nullptr) return;
  std::vector<std::string_view> ids;
  if (there != nullptr) {
    for (const Member& member : there->members) ids.push_back(member.key);
  }
  for (const Member& member : named->members) {
    if (std::ranges::find(ids, member.key) != ids.end()) continue;
    mistakes.add(
        member.mark,
        fmt::format("the scenario has no key store \"{}\"{}", printable(member.key),
                    ids.empty() ? "; add it to \"key_stores\"" : suggestion(member.key, ids)));
  }
}

// Marks the second of two entries of a list that have the same value under `key`.
void check_unique(const Node* list, std::string_view key, std::string_view what,
                  Mistakes& mistakes) {
  if (list == nullptr) return;
  std::map<std::string_view, int> lines;
  for (const Node& item : list->items) {
    const Node* value = item.find(key);
    if (value == nullptr || value->kind != Node::Kind::text) continue;
    const auto [first, added] = lines.emplace(value->text, value->mark.line);
    if (added) continue;
    mistakes.add(value->mark, fmt::format("{} \"{}\" is on line {} already; give it another name",
                                          what, printable(value->text), first->second));
  }
}

std::span<const Node> items_of(const Node* list) {
  if (list == nullptr) return {};
  return list->items;
}

}  // namespace

void cross_check(const Node& node, Mistakes& mistakes) {
  const Node* there = node.find("key_stores");
  check_unique(node.find("rules"), "name", "a rule", mistakes);
  check_unique(node.find("credentials"), "access_key_id", "a credential", mistakes);
  for (const Node& event : items_of(node.find("timeline"))) {
    check_stores(event.find("key_stores"), there, mistakes);
  }
  for (const Node& rule : items_of(node.find("rules"))) {
    check_slots(rule, mistakes);
    for (const Node& fault : items_of(rule.find("do"))) {
      check_stores(fault.find("key_store"), there, mistakes);
    }
  }
}

std::vector<std::string> pending_parts(const Scenario& scenario) {
  std::vector<std::string> parts;
  if (scenario.expect) parts.emplace_back("expect");
  return parts;
}

}  // namespace krm::scenario
