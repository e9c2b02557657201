#include <fmt/format.h>

#include <cstdio>

#include "cli/commands.h"
#include "document/mistake.h"
#include "scenario/bundled.h"

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
  fmt::print(stderr, "error: there is no bundled scenario \"{}\"{}\n", document::printable(name),
             document::suggestion(name, scenario::bundled_names()));
  return 2;
}

}  // namespace krm::cli
