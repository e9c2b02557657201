#include "cli/scenario_text.h"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <system_error>

#include "scenario/bundled.h"
#include "scenario/load.h"
#include "scenario/yaml.h"

namespace krm::cli {
namespace {

using Directory = std::optional<std::string>;

LoadedScenario load_named(std::string_view text, const std::string& name,
                          const Directory& directory) {
  auto loaded = scenario::load(text, directory);
  if (!loaded) return tl::unexpected(scenario::render(loaded.error(), name, text));
  if (!(*loaded)->title.empty()) return std::move(*loaded);
  auto titled = **loaded;
  titled.title = name;
  return std::make_shared<const scenario::Scenario>(std::move(titled));
}

// One byte more than a scenario may have, at most.
std::string read_all(std::istream& stream) {
  std::string text(scenario::longest_text + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

tl::unexpected<Complaint> unreadable(const std::string& place, int error) {
  std::vector<std::string_view> names;
  for (const scenario::Bundled& one : scenario::bundled()) names.push_back(one.name);
  const bool names_a_file = place.find_first_of("./") != std::string::npos;
  return tl::unexpected(fmt::format(
      "error: cannot read {}: {}{}\n", scenario::printable(place, 1000),
      std::generic_category().message(error),
      names_a_file || error != ENOENT ? ""
                                      : fmt::format(", and no bundled scenario has that name{}",
                                                    scenario::suggestion(place, names))));
}

}  // namespace

LoadedScenario load_text(const std::string& text, const std::string& name) {
  return load_named(text, name, std::nullopt);
}

LoadedScenario load_from(const std::string& place) {
  if (place == "-") return load_text(read_all(std::cin), "stdin");
  if (const auto* bundled = scenario::find_bundled(place)) {
    return load_named(bundled->text, place, std::nullopt);
  }
  const std::filesystem::path path(place);
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return unreadable(place, EISDIR);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return unreadable(place, errno != 0 ? errno : EIO);
  const std::string text = read_all(file);
  if (file.bad()) return unreadable(place, errno != 0 ? errno : EIO);
  return load_named(text, place, path.parent_path().string());
}

}  // namespace krm::cli
