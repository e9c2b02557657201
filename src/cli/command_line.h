// From arguments and environment to what is to be done.
#pragma once

#include <span>
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

struct Print {  // --help, --version: to stdout
  std::string text;
};

struct UsageError {  // one line
  std::string line;
};

// `arguments` without the program's name. A flag beats its environment variable, which beats the
// default.
std::variant<Invocation, Print, UsageError> parse_command_line(std::vector<std::string> arguments,
                                                               const Environment& environment);

}  // namespace krm::cli
