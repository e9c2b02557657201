#include "cli/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <optional>

#include "base/version.h"

namespace krm::cli {
namespace {

struct SubcommandRow {
  std::string_view name;
  Subcommand subcommand;
  std::string_view help;
};

constexpr std::array subcommands{
    SubcommandRow{"serve", Subcommand::serve, "Serve until SIGTERM or SIGINT (the default)."},
    SubcommandRow{"healthcheck", Subcommand::healthcheck,
                  "Exit 0 when a running server says that it is ready."},
    SubcommandRow{"env", Subcommand::env,
                  "Print the lines that point a shell's AWS tools at the server."},
};

std::string footer() {
  std::string text = "Subcommands:\n";
  for (const SubcommandRow& row : subcommands)
    text += fmt::format("  {:<13}{}\n", row.name, row.help);
  return text + "Exit codes: 0 fine, 1 runtime failure, 2 usage error.";
}

const SubcommandRow* find_subcommand(std::string_view name) {
  const auto* row = std::ranges::find(subcommands, name, &SubcommandRow::name);
  return row == subcommands.end() ? nullptr : row;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

// What CLI11 collects for one row; nothing yet means the flag was not given.
using Given = std::vector<std::string>;

void apply(const OptionRow& row, const Given& given, const Environment& own, Options& options,
           std::optional<UsageError>& error) {
  const std::string variable = variable_of(row.flag);
  const auto from_environment = own.find(variable);
  const auto set = [&](std::string_view name, std::string_view text) {
    if (const auto done = row.set(options, text); !done && !error) {
      error = UsageError{fmt::format("{}: {}", name, done.error())};
    }
  };
  if (!given.empty()) {
    set(row.flag, given.front());
  } else if (from_environment != own.end()) {
    set(variable, from_environment->second);
  }
}

}  // namespace

std::variant<Invocation, Print, UsageError> parse_command_line(std::vector<std::string> arguments,
                                                               const Environment& environment) {
  const SubcommandRow* row = &subcommands.front();
  if (!arguments.empty() && !arguments.front().starts_with('-')) {
    row = find_subcommand(arguments.front());
    if (row == nullptr) {
      return UsageError{
          fmt::format("there is no subcommand {}; see --help", base::quoted(arguments.front()))};
    }
    arguments.erase(arguments.begin());
  }
  // CLI11 would take what follows "--" for positional arguments.
  if (std::ranges::find(arguments, "--") != arguments.end()) {
    return UsageError{fmt::format("{} takes no command after --", row->name)};
  }
  const auto own = own_variables(environment);
  if (!own) return UsageError{own.error()};

  Invocation invocation{row->subcommand, {}};
  CLI::App app("A test double for AWS KMS GenerateRandom.",
               fmt::format("kms-random-mock {}", row->name));
  app.footer(footer());
  app.set_version_flag("--version", fmt::format("kms-random-mock {}", base::version));
  std::vector<std::string> values(option_table().size());
  std::vector<const CLI::Option*> parsed;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const OptionRow& option = option_table()[i];
    if (!option.belongs_to(row->subcommand)) {
      parsed.push_back(nullptr);
      continue;
    }
    parsed.push_back(app.add_option(std::string(option.flag), values[i],
                                    fmt::format("{} [{}]", option.help, variable_of(option.flag)))
                         ->type_name(std::string(option.placeholder)));
  }
  if (row->subcommand == Subcommand::healthcheck) {
    app.add_option("url", invocation.options.url, "the server's URL; without it, as the flags say");
  }

  try {
    std::ranges::reverse(arguments);  // as CLI11 takes a vector
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    return Print{app.help()};
  } catch (const CLI::CallForVersion& version) {
    return Print{std::string(version.what()) + '\n'};
  } catch (const CLI::ParseError& error) {
    return UsageError{first_line(error.what()) + "; see --help"};
  }

  std::optional<UsageError> error;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (parsed[i] == nullptr) continue;
    const Given given = parsed[i]->count() > 0 ? Given{values[i]} : Given{};
    apply(option_table()[i], given, *own, invocation.options, error);
  }
  if (error) return *error;
  return invocation;
}

}  // namespace krm::cli
