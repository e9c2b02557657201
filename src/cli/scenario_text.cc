#include "cli/scenario_text.h"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <system_error>

#include "base/file.h"
#include "document/yaml.h"
#include "scenario/bundled.h"

namespace krm::cli {
namespace {

using Directory = std::optional<std::string>;

LoadedScenario load_named(std::string_view text, const std::string& name,
                          const Directory& directory) {
  return scenario::load(text, directory, name).map_error([&](const document::Mistakes& mistakes) {
    return Complaint{document::render(mistakes, name, text),
                     document::render_without_text(mistakes, name)};
  });
}

constexpr std::size_t most = document::longest_text + 1;  // so that one byte too many is seen

tl::unexpected<Complaint> unreadable(const std::string& place, int error) {
  const bool is_a_path = place.find_first_of("./") != std::string::npos;
  const std::string why =
      fmt::format("cannot read {}: {}{}\n", document::printable(place, 1000), base::in_words(error),
                  is_a_path || error != ENOENT
                      ? ""
                      : fmt::format(", and no bundled scenario has that name{}",
                                    document::suggestion(place, scenario::bundled_names())));
  return tl::unexpected(Complaint{"error: " + why, why});
}

std::string directory_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

}  // namespace

bool names_a_file(const std::string& place) {
  if (place.empty() || place == "-" || scenario::find_bundled(place) != nullptr) return false;
  std::error_code ignored;
  const auto status = std::filesystem::status(place, ignored);
  return !exists(status) || is_regular_file(status);
}

LoadedScenario load_text(const std::string& text, const std::string& name) {
  return load_named(text, name, std::nullopt);
}

LoadedScenario load_file(const std::string& path) {
  const auto text = base::read_file(path, most);
  if (!text) return unreadable(path, text.error());
  return load_named(*text, path, directory_of(path));
}

LoadedScenario load_from(const std::string& place) {
  if (place == "-") {
    return load_named(base::read_stream(std::cin, most), "stdin", std::nullopt);
  }
  if (const auto* bundled = scenario::find_bundled(place)) {
    return load_named(bundled->text, place, std::nullopt);
  }
  std::error_code ignored;
  if (names_a_file(place) || std::filesystem::is_directory(place, ignored)) {
    return load_file(place);
  }
  std::ifstream pipe(place, std::ios::binary);
  if (!pipe) return unreadable(place, errno);
  return load_named(base::read_stream(pipe, most), place, directory_of(place));
}

}  // namespace krm::cli
