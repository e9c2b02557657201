// Turns arguments and environment into what is to be done.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/environment.h"
#include "cli/options.h"

namespace krm::cli {

struct Invocation {
  Subcommand subcommand;
  Options options;
};

struct Print {  // for stdout: --help, --version
  std::string text;
};

struct UsageError {
  std::string line;
};

// Parses `arguments`, which lack the program's name. A flag beats its environment variable, which
// beats the default.
std::variant<Invocation, Print, UsageError> parse_command_line(std::vector<std::string> arguments,
                                                               const Environment& environment);

}  // namespace krm::cli
