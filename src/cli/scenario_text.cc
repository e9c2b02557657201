#include "cli/scenario_text.h"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <iostream>
#include <optional>
#include <system_error>

#include "base/file.h"
#include "scenario/bundled.h"
#include "scenario/load.h"
#include "scenario/yaml.h"

namespace krm::cli {
namespace {

using Directory = std::optional<std::string>;

LoadedScenario load_named(std::string_view text, const std::string& name,
                          const Directory& directory) {
  return scenario::load(text, directory, name).map_error([&](const scenario::Mistakes& mistakes) {
    return scenario::render(mistakes, name, text);
  });
}

constexpr std::size_t most = scenario::longest_text + 1;  // so that one byte too many is seen

tl::unexpected<Complaint> unreadable(const std::string& place, int error) {
  const bool is_a_path = place.find_first_of("./") != std::string::npos;
  return tl::unexpected(
      fmt::format("error: cannot read {}: {}{}\n", scenario::printable(place, 1000),
                  std::generic_category().message(error),
                  is_a_path || error != ENOENT
                      ? ""
                      : fmt::format(", and no bundled scenario has that name{}",
                                    scenario::suggestion(place, scenario::bundled_names()))));
}

}  // namespace

bool names_a_file(const std::string& place) {
  if (place.empty() || place == "-" || scenario::find_bundled(place) != nullptr) return false;
  std::error_code ignored;
  const auto status = std::filesystem::status(place, ignored);
  return !std::filesystem::is_fifo(status) && !std::filesystem::is_character_file(status);
}

LoadedScenario load_text(const std::string& text, const std::string& name) {
  return load_named(text, name, std::nullopt);
}

LoadedScenario load_from(const std::string& place) {
  if (place == "-") return load_text(base::read_stream(std::cin, most), "stdin");
  if (const auto* bundled = scenario::find_bundled(place)) {
    return load_named(bundled->text, place, std::nullopt);
  }
  const auto text = base::read_file(place, most);
  if (!text) return unreadable(place, text.error());
  return load_named(*text, place, std::filesystem::path(place).parent_path().string());
}

}  // namespace krm::cli
