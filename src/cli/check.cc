#include <fmt/format.h>

#include <cstdio>

#include "cli/commands.h"
#include "cli/scenario_text.h"

namespace krm::cli {

int check(const Options& options) {
  int code = 0;
  for (const std::string& place : options.arguments) {
    const LoadedScenario loaded = load_from(place);
    if (loaded) {
      fmt::print("{}: ok\n", place);
    } else {
      fmt::print(stderr, "{}", loaded.error().shown);
      code = 2;
    }
  }
  return code;
}

}  // namespace krm::cli
