#include "cli/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "base/quoting.h"
#include "base/version.h"
#include "document/mistake.h"

namespace krm::cli {
namespace {

struct SubcommandRow {
  std::string_view name;
  Subcommand subcommand;
  std::string_view help;
  // Its positional arguments, if it takes any.
  std::string_view argument{};
  std::string_view argument_help{};
  int fewest = 0;
  int most = 0;

  std::string takes() const { return most == 0 ? "no argument" : std::string(argument_help); }
};

constexpr int many = 1000;

constexpr std::array subcommands{
    SubcommandRow{"serve", Subcommand::serve, "Serve until SIGTERM or SIGINT (the default)."},
    SubcommandRow{"exec", Subcommand::exec,
                  "Serve while a command runs, then judge the contract: exec [FLAGS] -- CMD ..."},
    SubcommandRow{"healthcheck", Subcommand::healthcheck,
                  "Exit 0 when a running server says that it is ready.", "url",
                  "one URL of the server, or none: as the flags say", 0, 1},
    SubcommandRow{"env", Subcommand::env,
                  "Print the lines that point a shell's AWS tools at the server."},
    SubcommandRow{"check", Subcommand::check, "Report the mistakes of scenario files.", "files",
                  "scenarios to check: names, files, or - for stdin", 1, many},
    SubcommandRow{"scenarios", Subcommand::scenarios, "List the bundled scenarios, or print one.",
                  "name", "the name of one to print", 0, 1},
    SubcommandRow{"schema", Subcommand::schema, "Print the JSON Schema of scenario files."},
    SubcommandRow{"journal", Subcommand::journal,
                  "Compare two recorded runs (diff A B), or judge one (verify FILE).", "what",
                  "diff A B, or verify FILE", 2, 3},
    SubcommandRow{"attest", Subcommand::attest,
                  "Make an attestation document, as a Nitro enclave has it made."},
};

std::string footer() {
  std::string text = "Subcommands:\n";
  for (const SubcommandRow& row : subcommands)
    text += fmt::format("  {:<13}{}\n", row.name, row.help);
  return text +
         "Exit codes: 0 fine, 1 runtime failure, 2 usage error or invalid scenario, 3 contract "
         "broken; exec: that of its command if it is not 0.";
}

std::vector<std::string_view> subcommand_names() {
  std::vector<std::string_view> names;
  names.reserve(subcommands.size());
  for (const SubcommandRow& row : subcommands) names.push_back(row.name);
  return names;
}

const SubcommandRow* find_subcommand(std::string_view name) {
  const auto* row = std::ranges::find(subcommands, name, &SubcommandRow::name);
  return row == subcommands.end() ? nullptr : row;
}

// Puts the text on one line of output, whatever the user has typed.
std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::vector<std::string> split_at_commas(std::string_view list) {
  std::vector<std::string> texts;
  for (auto comma = list.find(','); comma != std::string_view::npos; comma = list.find(',')) {
    texts.emplace_back(list.substr(0, comma));
    list.remove_prefix(comma + 1);
  }
  texts.emplace_back(list);
  return texts;
}

UsageError misused(const std::string& what) {
  return {what + (what.ends_with('?') ? " See --help" : "; see --help")};
}

// Returns what to say of a flag that the subcommand does not have.
std::string unknown_flag(std::string_view flag, const SubcommandRow& row) {
  std::vector<std::string_view> known{"--help", "--version"};
  bool is_of_another = false;
  for (const OptionRow& option : option_table()) {
    if (option.belongs_to(row.subcommand)) known.push_back(option.flag);
    is_of_another = is_of_another || option.flag == flag;
  }
  if (is_of_another) return fmt::format("{} takes no {}", row.name, flag);
  return fmt::format("there is no flag {}{}", base::quoted(flag), document::nearest(flag, known));
}

// Returns a flag that CLI11 has left over, or an empty text.
std::string stray_flag(const CLI::App& app) {
  for (const std::string& argument : app.remaining()) {
    if (argument.size() > 1 && argument.starts_with('-'))
      return argument.substr(0, argument.find('='));
  }
  return {};
}

// Returns CLI11's error in our words.
std::string explained(const CLI::ParseError& error, const SubcommandRow& row, const CLI::App& app) {
  const std::string_view what = error.what();  // most begin with the name of an option
  const std::string name(what.substr(0, what.find(':')));
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr && name.starts_with('-')) {
    return name + (app.get_option(name)->count() > 1
                       ? " is given more than once; take the others away"
                       : " needs a value behind it");
  }
  if (const std::string flag = stray_flag(app); !flag.empty()) return unknown_flag(flag, row);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    return fmt::format("{} takes {}; {} is one too many", row.name, row.takes(),
                       base::quoted(app.remaining().back()));
  }
  if (row.most > 0 && name.starts_with(row.argument)) {
    return fmt::format("{} takes {}", row.name, row.takes());
  }
  return one_line(std::string(what));
}

// The flags of one subcommand, for CLI11 to fill in.
class Flags {
 public:
  Flags(CLI::App& app, Subcommand subcommand) {
    given_.reserve(option_table().size());  // CLI11 keeps references
    for (const OptionRow& row : option_table()) {
      if (!row.belongs_to(subcommand)) continue;
      Given& given = given_.emplace_back(Given{&row, nullptr, {}});
      given.option = add(app, row, given.value);
    }
  }

  // Sets `options` to what was given by flag, else to what the environment says.
  tl::expected<void, std::string> apply(const Environment& own, Options& options) const {
    for (const Given& given : given_) {
      const OptionRow* row = given.row;
      const std::string variable = variable_of(row->flag);
      const auto found = own.find(variable);
      const bool by_flag = given.option->count() > 0;
      if (!by_flag && (found == own.end() || flag_given(row->rival))) continue;
      if (by_flag ? flag_given(row->rival) : own.contains(rival_variable(*row))) {
        return tl::unexpected(
            fmt::format("{} and {} say the same; take one of them away",
                        by_flag ? std::string(row->flag) : variable,
                        by_flag ? std::string(row->rival) : rival_variable(*row)));
      }
      for (const std::string& text : by_flag ? given.texts() : texts_of(*row, found->second)) {
        if (const auto set = row->set(options, text); !set) {
          return tl::unexpected(fmt::format("{}: {}", by_flag ? row->flag : variable, set.error()));
        }
      }
    }
    return {};
  }

 private:
  struct Given {
    const OptionRow* row;
    const CLI::Option* option;
    std::string value;  // when the flag is not repeatable

    std::vector<std::string> texts() const {
      return row->repeatable ? option->results() : std::vector{value};
    }
  };

  static CLI::Option* add(CLI::App& app, const OptionRow& row, std::string& value) {
    const std::string flag(row.flag);
    const std::string help = fmt::format("{} [{}]", row.help, variable_of(row.flag));
    if (row.placeholder.empty()) return app.add_flag(flag, value, help);
    // CLI11 would split a text that looks like a list if it filled a vector.
    const CLI::callback_t keep = [](const CLI::results_t&) { return true; };
    CLI::Option* option = row.repeatable ? app.add_option(flag, keep, help)->take_all()
                                         : app.add_option(flag, value, help);
    return option->type_name(std::string(row.placeholder));
  }

  static std::vector<std::string> texts_of(const OptionRow& row, const std::string& variable) {
    return row.repeatable ? split_at_commas(variable) : std::vector{variable};
  }

  bool flag_given(std::string_view flag) const {
    return std::ranges::any_of(given_, [&](const Given& given) {
      return given.row->flag == flag && given.option->count() > 0;
    });
  }
  static std::string rival_variable(const OptionRow& row) {
    return row.rival.empty() ? std::string() : variable_of(row.rival);
  }

  std::vector<Given> given_;
};

}  // namespace

std::variant<Invocation, Print, UsageError> parse_command_line(std::vector<std::string> arguments,
                                                               const Environment& environment) {
  const SubcommandRow* row = &subcommands.front();
  if (!arguments.empty() && !arguments.front().starts_with('-')) {
    row = find_subcommand(arguments.front());
    if (row == nullptr) {
      return misused(fmt::format("there is no subcommand {}{}", base::quoted(arguments.front()),
                                 document::nearest(arguments.front(), subcommand_names())));
    }
    arguments.erase(arguments.begin());
  }
  Invocation invocation{row->subcommand, {}};
  Options& options = invocation.options;
  if (row->subcommand == Subcommand::exec) {
    options.port = 0;
    options.log_level = base::Level::warning;  // the output is that of the command
    options.access_log = AccessLog::off;
    options.verify = true;
  }
  // CLI11 would take what follows "--" for positional arguments.
  const auto dashes = std::ranges::find(arguments, "--");
  const bool has_dashes = dashes != arguments.end();
  if (has_dashes && row->subcommand != Subcommand::exec) {
    return UsageError{fmt::format("{} takes no command after --", row->name)};
  }
  const bool wants_help = std::ranges::any_of(arguments, [](const std::string& word) {
    return word == "--help" || word == "-h" || word == "--version";
  });
  if (row->subcommand == Subcommand::exec && !has_dashes && !wants_help) {
    return misused("exec needs -- before its command: exec [FLAGS] -- CMD ...");
  }
  options.command.assign(dashes + (has_dashes ? 1 : 0), arguments.end());
  arguments.erase(dashes, arguments.end());
  options.given = arguments;
  options.given.insert(options.given.begin(), std::string(row->name));
  CLI::App app("A test double for AWS KMS GenerateRandom.",
               fmt::format("kms-random-mock {}", row->name));
  app.footer(footer());
  app.set_version_flag("--version", fmt::format("kms-random-mock {}", base::version));
  const Flags flags(app, row->subcommand);
  if (row->most > 0) {
    auto* argument = app.add_option(std::string(row->argument), invocation.options.arguments,
                                    std::string(row->argument_help));
    argument->expected(row->fewest, row->most);
    if (row->fewest > 0) argument->required();
  }

  try {
    std::ranges::reverse(arguments);  // CLI11 takes a vector from its end
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    return Print{app.help()};
  } catch (const CLI::CallForVersion& version) {
    return Print{std::string(version.what()) + '\n'};
  } catch (const CLI::ParseError& error) {
    return misused(explained(error, *row, app));
  }

  if (row->subcommand == Subcommand::exec && options.command.empty()) {
    return misused("exec needs a command: exec [FLAGS] -- CMD ...");
  }
  const auto own = own_variables(environment);
  if (!own) return UsageError{one_line(own.error())};
  if (const auto applied = flags.apply(*own, invocation.options); !applied) {
    return UsageError{applied.error()};
  }
  return invocation;
}

}  // namespace krm::cli
