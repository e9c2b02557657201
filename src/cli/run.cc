#include "cli/run.h"

#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "cli/command_line.h"
#include "cli/commands.h"

namespace krm::cli {
namespace {

constexpr int usage = 2;

int carry_out(const Invocation& invocation, const Environment& environment) {
  switch (invocation.subcommand) {
    case Subcommand::serve:
      return serve(invocation.options, environment);
    case Subcommand::healthcheck:
      return healthcheck(invocation.options);
    case Subcommand::env:
      return env(invocation.options, environment);
    case Subcommand::check:
      return check(invocation.options);
    case Subcommand::scenarios:
      return scenarios(invocation.options);
    case Subcommand::schema:
      return schema();
    case Subcommand::attest:
      return attest(invocation.options, environment);
    case Subcommand::exec:
      return exec(invocation.options, environment);
    case Subcommand::journal:
      return journal(invocation.options, environment);
  }
  return usage;
}

int parse_and_carry_out(int argc, const char* const* argv, const Environment& environment) {
  const auto parsed = parse_command_line({argv + 1, argv + argc}, environment);
  if (const auto* error = std::get_if<UsageError>(&parsed)) {
    fmt::print(stderr, "error: {}\n", error->line);
    return usage;
  }
  if (const auto* print = std::get_if<Print>(&parsed)) {
    fmt::print("{}", print->text);
    return 0;
  }
  return carry_out(std::get<Invocation>(parsed), environment);
}

}  // namespace

int run(int argc, const char* const* argv, const char* const* environment) try {
  const int code = parse_and_carry_out(argc, argv, read_environment(environment));
  if (std::fflush(stdout) == 0) return code;
  fmt::print(stderr, "error: cannot write to stdout\n");
  return 1;
} catch (const std::exception& exception) {
  fmt::print(stderr, "error: {}\n", exception.what());
  return 1;
}

}  // namespace krm::cli
