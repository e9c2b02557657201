#include <fmt/format.h>

#include <cstdio>
#include <vector>

#include "cli/commands.h"
#include "scenario/bundled.h"
#include "scenario/mistake.h"

namespace krm::cli {

int scenarios(const Options& options) {
  if (options.arguments.empty()) {
    for (const scenario::Bundled& one : scenario::bundled()) {
      fmt::print("{:<32}{}\n", one.name, one.headline());
    }
    return 0;
  }
  const std::string& name = options.arguments.front();
  if (const auto* found = scenario::find_bundled(name)) {
    fmt::print("{}", found->text);
    return 0;
  }
  std::vector<std::string_view> names;
  for (const scenario::Bundled& one : scenario::bundled()) names.push_back(one.name);
  fmt::print(stderr, "error: there is no bundled scenario \"{}\"{}\n", scenario::printable(name),
             scenario::suggestion(name, names));
  return 2;
}

}  // namespace krm::cli
