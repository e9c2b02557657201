#include "scenario/load.h"

#include <filesystem>
#include <utility>

#include "base/file.h"
#include "document/json.h"
#include "document/yaml.h"

namespace krm::scenario {
namespace {

document::FileReader files_seen_from(const std::optional<std::string>& directory) {
  if (!directory) return {};
  return [folder = std::filesystem::path(*directory)](const std::string& path, std::size_t most) {
    return base::read_file((folder / path).string(), most).map_error(base::in_words);
  };
}

tl::expected<std::shared_ptr<const Scenario>, Mistakes> read(const Node& node,
                                                             std::string_view name,
                                                             Reading reading) {
  auto scenario = Codec<Scenario>::read(node, {}, reading);
  if (!reading.mistakes.none()) return tl::unexpected(std::move(reading.mistakes));
  if (scenario->title.empty()) scenario->title = name;
  return std::make_shared<const Scenario>(std::move(*scenario));
}

tl::expected<std::shared_ptr<const Scenario>, Mistakes> parsed(std::string_view text,
                                                               const auto& read_node) {
  Mistakes mistakes;
  const auto node = document::parse_yaml(text);
  if (node) return read_node(*node, mistakes);
  mistakes.add(node.error().mark, node.error().message);
  return tl::unexpected(std::move(mistakes));
}

}  // namespace

tl::expected<std::shared_ptr<const Scenario>, Mistakes> load(
    std::string_view text, const std::optional<std::string>& directory, std::string_view name) {
  return parsed(text, [&](const Node& node, Mistakes& mistakes) {
    return read(node, name, {mistakes, node, files_seen_from(directory)});
  });
}

tl::expected<std::shared_ptr<const Scenario>, Mistakes> load_remote(std::string_view text,
                                                                    std::string_view name) {
  return parsed(text, [&](const Node& node, Mistakes& mistakes) {
    return read(node, name, {mistakes, node, {}, true});
  });
}

tl::expected<std::shared_ptr<const Scenario>, Mistakes> load_remote(const Node& node) {
  Mistakes mistakes;
  return read(node, {}, {mistakes, node, {}, true});
}

std::string dump(const Scenario& scenario) { return to_json(Codec<Scenario>::write(scenario)); }

}  // namespace krm::scenario
