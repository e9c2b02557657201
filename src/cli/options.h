// Everything that can be set from outside, in one table: flag, environment variable, help, and how
// the text becomes a value. Help, parsing and the check of the environment all use this table.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "admin/access.h"
#include "base/log.h"
#include "cli/attest_options.h"
#include "mock/journal.h"
#include "mock/overrides.h"
#include "net/encryption.h"
#include "tls/server_names.h"

namespace krm::cli {

enum class Subcommand : unsigned {
  serve = 1,
  healthcheck = 2,
  env = 4,
  check = 8,
  scenarios = 16,
  schema = 32,
  attest = 64,
  exec = 128,
  journal = 256,
};

inline constexpr std::string_view default_key = "AKIAIOSFODNN7EXAMPLE";  // of AWS's documentation

enum class AccessLog { automatic, on, off };

constexpr std::array<std::pair<std::string_view, AccessLog>, 3> words_of(AccessLog) {
  return {{{"auto", AccessLog::automatic}, {"on", AccessLog::on}, {"off", AccessLog::off}}};
}
constexpr std::string_view family_of(AccessLog) { return "choice"; }

struct Options {
  std::vector<std::string> given_hosts;
  int port = 4599;  // 0: the system chooses
  std::string ready_file;
  std::chrono::milliseconds drain{std::chrono::seconds(5)};
  AccessLog access_log = AccessLog::automatic;
  base::LogFormat log_format = base::LogFormat::text;
  base::Level log_level = base::Level::info;
  mock::Overrides overrides;  // replace what the scenario says
  std::string scenario;       // a bundled one's name, a path, or "-"
  std::string scenario_yaml;  // the text of one; excludes `scenario`
  std::optional<std::uint64_t> seed;
  bool watch = false;
  net::Encryption::Tls tls = net::Encryption::Tls::automatic;
  std::string tls_cert;  // needs `tls_key`; `tls_dir` is then unused
  std::string tls_key;
  std::string tls_dir;  // empty: in the user's state directory
  tls::ServerNames tls_san;
  bool proxy = false;             // the environment is that of a proxy
  std::string key;                // the access key ID for clients, or "fresh"
  std::optional<int> admin_port;  // 0: the system chooses; absent: that of KMS
  bool admin_is_off = false;
  admin::Access access;  // to the admin API
  mock::JournalSettings journal;
  std::string journal_file;
  bool exit_with_parent = false;
  // It is the program itself, and may raise the limit of open files. Else it lives in the process
  // of a test, which gets its own key.
  bool owns_process = true;
  bool verify = false;               // judge the contract at the end
  std::vector<std::string> reports;  // files for the verdicts
  AttestOptions attest;
  std::vector<std::string> arguments;  // those that are no flags
  std::vector<std::string> command;    // what stands behind "--"
  std::vector<std::string> given;      // all before it, as typed

  // Returns where to listen: what was given, else 127.0.0.1 alone. URLs name the first.
  std::vector<std::string> hosts() const {
    return given_hosts.empty() ? std::vector<std::string>{"127.0.0.1"} : given_hosts;
  }
};

struct OptionRow {
  std::string_view flag;         // "--port"
  std::string_view placeholder;  // "N"; empty for a switch, whose text is "true"
  std::string_view help;
  unsigned subcommands;  // Subcommand values, added up
  // Fails with what is wrong with the text: "abc is not a port: 0 to 65535".
  tl::expected<void, std::string> (*set)(Options& options, std::string_view text);
  // The flag of an option that says the same in another way; empty: none. The two must not be given
  // together. When one is given as a flag, the variable of the other is not read.
  std::string_view rival{};
  // The flag may be given several times, and its variable is a comma-separated list. Each text is
  // set, one after the other.
  bool repeatable = false;

  bool belongs_to(Subcommand subcommand) const {
    return (subcommands & static_cast<unsigned>(subcommand)) != 0;
  }
};

// Returns every option.
std::span<const OptionRow> option_table();

inline constexpr std::string_view variable_prefix = "KMS_RANDOM_MOCK_";

// Variables that are for clients and fixtures. The program sets the first, and reads neither.
inline constexpr std::string_view url_variable = "KMS_RANDOM_MOCK_URL";
inline constexpr std::string_view binary_variable = "KMS_RANDOM_MOCK_BINARY";

// Returns "KMS_RANDOM_MOCK_READY_FILE" for "--ready-file".
std::string variable_of(std::string_view flag);

}  // namespace krm::cli
