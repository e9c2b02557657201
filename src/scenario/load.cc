#include "scenario/load.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/hex.h"
#include "base/key_text.h"
#include "document/json.h"
#include "document/yaml.h"
#include "scenario/named_files.h"

namespace krm::scenario {
namespace {

// Names for rules that have none: their content, and the number among those of equal content.
void give_keys(std::vector<Rule>& rules) {
  std::map<std::string, int> ordinals;
  for (Rule& rule : rules) {
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

}  // namespace

tl::expected<std::shared_ptr<const Scenario>, Mistakes> load(
    std::string_view text, const std::optional<std::string>& directory, std::string_view name) {
  Mistakes mistakes;
  const auto node = document::parse_yaml(text);
  if (!node) {
    mistakes.add(node.error().mark, node.error().message);
    return tl::unexpected(std::move(mistakes));
  }
  auto scenario = Codec<Scenario>::read(*node, {}, mistakes);
  cross_check(*node, mistakes);
  read_named_files(scenario ? &*scenario : nullptr, *node, directory, mistakes);
  if (!mistakes.none()) return tl::unexpected(std::move(mistakes));
  if (scenario->title.empty()) scenario->title = name;
  give_keys(scenario->rules);
  std::ranges::stable_sort(scenario->timeline, {}, &TimelineEvent::at);
  return std::make_shared<const Scenario>(std::move(*scenario));
}

std::string dump(const Scenario& scenario) { return to_json(Codec<Scenario>::write(scenario)); }

}  // namespace krm::scenario
