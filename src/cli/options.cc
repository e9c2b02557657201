#include "cli/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/duration.h"
#include "scenario/auth_words.h"
#include "scenario/names.h"

namespace krm::cli {
namespace {

using std::string_view;

constexpr unsigned serve = static_cast<unsigned>(Subcommand::serve);
constexpr unsigned healthcheck = static_cast<unsigned>(Subcommand::healthcheck);
constexpr unsigned env = static_cast<unsigned>(Subcommand::env);
constexpr unsigned attest = static_cast<unsigned>(Subcommand::attest);

tl::unexpected<std::string> wrong(string_view text, string_view expected) {
  return tl::unexpected(fmt::format("{} is not {}", base::quoted(text), expected));
}

Set set_text(std::string& into, string_view text, string_view expected) {
  if (text.empty()) return wrong(text, expected);
  into = text;
  return {};
}

Set set_port(int& port, string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0 || value > 65535) {
    return wrong(text, "a port: 0 to 65535");
  }
  port = value;
  return {};
}

Set set_seed(std::optional<std::uint64_t>& seed, string_view text) {
  constexpr std::uint64_t most = (std::uint64_t{1} << 53) - 1;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > most) {
    return wrong(text, fmt::format("a seed: 0 to {}", most));
  }
  seed = value;
  return {};
}

Set set_duration(std::chrono::milliseconds& duration, string_view text) {
  const auto parsed = base::parse_duration(text);
  if (!parsed || *parsed > std::chrono::hours(1)) {
    return wrong(text, "a time with a unit, as 250ms, 5s or 2m, of at most an hour");
  }
  duration = *parsed;
  return {};
}

Set set_switch(bool& on, string_view text) {
  on = text == "true" || text == "1";
  if (!on && text != "false" && text != "0") return wrong(text, "true or false");
  return {};
}

template <typename Choice, std::size_t N>
Set set_choice(Choice& choice, string_view text,
               const std::array<std::pair<string_view, Choice>, N>& choices) {
  std::string expected = "one of";
  for (const auto& [name, value] : choices) {
    if (name == text) {
      choice = value;
      return {};
    }
    expected += fmt::format("{} {}", &name == &choices.front().first ? "" : ",", name);
  }
  return wrong(text, expected);
}

Set set_auth(std::optional<aws::Auth>& auth, string_view text) {
  return set_choice(auth.emplace(), text, words_of(aws::Auth{}));
}

Set set_region(std::optional<std::string>& region, string_view text) {
  if (!scenario::is_region_name(text)) return wrong(text, "a region, as us-east-1");
  region = text;
  return {};
}

constexpr std::array<std::pair<string_view, AccessLog>, 3> access_logs{
    {{"auto", AccessLog::automatic}, {"on", AccessLog::on}, {"off", AccessLog::off}}};
constexpr std::array<std::pair<string_view, base::LogFormat>, 2> log_formats{
    {{"text", base::LogFormat::text}, {"json", base::LogFormat::json}}};
constexpr std::array<std::pair<string_view, base::Level>, 4> log_levels{
    {{"debug", base::Level::debug},
     {"info", base::Level::info},
     {"warning", base::Level::warning},
     {"error", base::Level::error}}};

constexpr std::array<std::pair<string_view, net::Encryption::Tls>, 3> tls_modes{
    {{"auto", net::Encryption::Tls::automatic},
     {"off", net::Encryption::Tls::off},
     {"require", net::Encryption::Tls::require}}};

Set set_names(tls::ServerNames& into, string_view text) {
  auto names = tls::parse_names(text);
  if (!names) return wrong(names.error(), "a host name or an address");
  into = std::move(*names);
  return {};
}

constexpr std::array table{
    OptionRow{"--host", "HOST", "address or name to listen on (127.0.0.1)",
              serve | healthcheck | env,
              [](Options& o, string_view t) { return set_text(o.host, t, "a host"); }},
    OptionRow{"--port", "N", "port to listen on, 0 to let the system choose (4599)",
              serve | healthcheck | env,
              [](Options& o, string_view t) { return set_port(o.port, t); }},
    OptionRow{"--scenario", "NAME|FILE|-",
              "what to serve: the name of a bundled scenario, a file, or - for stdin", serve,
              [](Options& o, string_view t) { return set_text(o.scenario, t, "a scenario"); },
              "--scenario-yaml"},
    OptionRow{"--scenario-yaml", "YAML", "what to serve, as the text of a scenario", serve,
              [](Options& o, string_view t) { return set_text(o.scenario_yaml, t, "a scenario"); },
              "--scenario"},
    OptionRow{"--seed", "N", "feeds every draw, whatever the scenario says", serve,
              [](Options& o, string_view t) { return set_seed(o.seed, t); }},
    OptionRow{
        "--auth", "off|shape|strict",
        "what is asked of a signature, whatever the scenario says: nothing, its form, or that "
        "it is right (off)",
        serve, [](Options& o, string_view t) { return set_auth(o.auth, t); }},
    OptionRow{"--region", "REGION",
              "the only region that signatures may name under strict (any); for env, the one that "
              "the environment names (us-east-1)",
              serve | env, [](Options& o, string_view t) { return set_region(o.region, t); }},
    OptionRow{"--tls", "auto|off|require",
              "HTTPS: beside HTTP on the same port, not at all, or HTTPS alone; for env, what the "
              "environment names (auto)",
              serve | healthcheck | env,
              [](Options& o, string_view t) { return set_choice(o.tls, t, tls_modes); }},
    OptionRow{"--tls-cert", "FILE",
              "certificate to show, with its chain, in PEM (one of an authority of this machine)",
              serve | env,
              [](Options& o, string_view t) { return set_text(o.tls_cert, t, "a path"); }},
    OptionRow{"--tls-key", "FILE", "its private key, in PEM", serve | env,
              [](Options& o, string_view t) { return set_text(o.tls_key, t, "a path"); }},
    OptionRow{"--tls-dir", "DIR",
              "where the authority is kept (kms-random-mock in the user's state directory)",
              serve | env,
              [](Options& o, string_view t) { return set_text(o.tls_dir, t, "a path"); }},
    OptionRow{"--tls-san", "NAME,...", "further names and addresses that its certificate is for",
              serve | env, [](Options& o, string_view t) { return set_names(o.tls_san, t); }},
    OptionRow{"--watch", "",
              "take the scenario file up anew whenever it, or a file it names, has changed", serve,
              [](Options& o, string_view t) { return set_switch(o.watch, t); }},
    OptionRow{"--ready-file", "PATH",
              "file that holds the base URL while the server is ready; renamed into place, removed "
              "on exit",
              serve | healthcheck | env,
              [](Options& o, string_view t) { return set_text(o.ready_file, t, "a path"); }},
    OptionRow{"--drain", "TIME", "how long a stop waits for replies under way (5s)", serve,
              [](Options& o, string_view t) { return set_duration(o.drain, t); }},
    OptionRow{"--access-log", "auto|on|off",
              "a line for each request; auto: when stderr is a terminal (auto)", serve,
              [](Options& o, string_view t) { return set_choice(o.access_log, t, access_logs); }},
    OptionRow{"--log-format", "text|json", "how log lines look (text)", serve,
              [](Options& o, string_view t) { return set_choice(o.log_format, t, log_formats); }},
    OptionRow{"--log-level", "debug|info|warning|error", "the least that is logged (info)", serve,
              [](Options& o, string_view t) { return set_choice(o.log_level, t, log_levels); }},
    OptionRow{"--public-key", "FILE",
              "RSA key in the document, as SubjectPublicKeyInfo in DER or PEM (none)", attest,
              [](Options& o, string_view t) { return set_text(o.attest.public_key, t, "a path"); }},
    OptionRow{"--nonce", "FILE", "bytes of its nonce (none)", attest,
              [](Options& o, string_view t) { return set_text(o.attest.nonce, t, "a path"); }},
    OptionRow{"--user-data", "FILE", "bytes of its user_data (none)", attest,
              [](Options& o, string_view t) { return set_text(o.attest.user_data, t, "a path"); }},
    OptionRow{"--ca-dir", "DIR",
              "where the mock root that vouches for it is kept (kms-random-mock/nitro in the "
              "user's state directory)",
              attest,
              [](Options& o, string_view t) { return set_text(o.attest.ca_dir, t, "a path"); }},
    OptionRow{"--pcr",
              "N=HEX",
              "a PCR, from 0 to 31, and its value; repeatable",
              attest,
              [](Options& o, string_view t) { return set_pcr(o.attest.pcrs, t); },
              {},
              true},
    OptionRow{"--debug", "", "PCR0, 1, 2 and 8 are zeros, as of an enclave in debug mode", attest,
              [](Options& o, string_view t) { return set_switch(o.attest.debug, t); }},
    OptionRow{"--module-id", "ID", "its module_id (one of an enclave that does not exist)", attest,
              [](Options& o, string_view t) { return set_module_id(o.attest.module_id, t); }},
    OptionRow{"--timestamp", "MS", "when it is made, in milliseconds since 1970 (now)", attest,
              [](Options& o, string_view t) { return set_timestamp(o.attest.timestamp, t); }},
    OptionRow{"--tagged", "", "with the tag of COSE_Sign1, which AWS leaves out", attest,
              [](Options& o, string_view t) { return set_switch(o.attest.tagged, t); }},
    OptionRow{"--nitrotpm", "", "a document of NitroTPM, with nitrotpm_pcrs in place of pcrs",
              attest, [](Options& o, string_view t) { return set_switch(o.attest.nitrotpm, t); }},
    OptionRow{"--out", "FILE", "file to write it to; renamed into place (stdout)", attest,
              [](Options& o, string_view t) { return set_text(o.attest.out, t, "a path"); }},
};

}  // namespace

std::span<const OptionRow> option_table() { return table; }

std::string variable_of(std::string_view flag) {
  std::string variable(variable_prefix);
  for (const char c : flag.substr(2)) {
    variable += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  }
  return variable;
}

}  // namespace krm::cli
