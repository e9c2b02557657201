#include "cli/options.h"

#include <array>

#include "cli/option_values.h"

namespace krm::cli {
namespace {

using std::string_view;

constexpr unsigned in_serve = static_cast<unsigned>(Subcommand::serve);
constexpr unsigned in_healthcheck = static_cast<unsigned>(Subcommand::healthcheck);
constexpr unsigned in_env = static_cast<unsigned>(Subcommand::env);
constexpr unsigned in_attest = static_cast<unsigned>(Subcommand::attest);

constexpr unsigned in_exec = static_cast<unsigned>(Subcommand::exec);
constexpr unsigned in_journal = static_cast<unsigned>(Subcommand::journal);

constexpr OptionRow repeatable(OptionRow row) {
  row.repeatable = true;
  return row;
}

constexpr std::array table{
    repeatable(OptionRow{
        "--host", "HOST",
        "address to listen on, or a name and so all its addresses; repeatable, and URLs name the "
        "first (127.0.0.1)",
        in_serve | in_exec | in_healthcheck | in_env,
        [](Options& o, string_view t) { return add_host(o.given_hosts, t); }}),
    OptionRow{"--port", "N", "port to listen on, 0 to let the system choose (4599; for exec 0)",
              in_serve | in_exec | in_healthcheck | in_env,
              [](Options& o, string_view t) { return set_port(o.port, t); }},
    OptionRow{"--scenario", "NAME|FILE|-",
              "what to serve: the name of a bundled scenario, a file, or - for stdin",
              in_serve | in_exec | in_journal,
              [](Options& o, string_view t) { return set_text(o.scenario, t, "a scenario"); },
              "--scenario-yaml"},
    OptionRow{"--scenario-yaml", "YAML", "what to serve, as the text of a scenario",
              in_serve | in_exec | in_journal,
              [](Options& o, string_view t) { return set_text(o.scenario_yaml, t, "a scenario"); },
              "--scenario"},
    OptionRow{"--seed", "N", "feeds every draw, whatever the scenario says", in_serve | in_exec,
              [](Options& o, string_view t) { return set_seed(o.seed, t); }},
    OptionRow{
        "--auth", "off|shape|strict",
        "what is asked of a signature, whatever the scenario says: nothing, its form, or that "
        "it is right (off)",
        in_serve | in_exec,
        [](Options& o, string_view t) { return set_choice(o.overrides.auth.emplace(), t); }},
    OptionRow{"--region", "REGION",
              "the only region that signatures may name under strict (any); for env, the one that "
              "the environment names (us-east-1)",
              in_serve | in_exec | in_env,
              [](Options& o, string_view t) { return set_region(o.overrides.region, t); }},
    OptionRow{"--upstream", "URL",
              "the server that is asked for every operation which is not answered here, as "
              "http://127.0.0.1:4566; in place of the scenario's (nobody)",
              in_serve | in_exec,
              [](Options& o, string_view t) { return set_upstream(o.overrides.upstream, t); }},
    OptionRow{"--upstream-ca", "FILE",
              "the authority that an https upstream is held to, in PEM (those of the system)",
              in_serve | in_exec,
              [](Options& o, string_view t) {
                return set_text(o.overrides.upstream_authority_file, t, "a path");
              }},
    OptionRow{
        "--upstream-timeout", "TIME",
        "how long the upstream may take for a reply, with at most 5s to connect and shake hands "
        "(30s)",
        in_serve | in_exec,
        [](Options& o, string_view t) { return set_patience(o.overrides.upstream_patience, t); }},
    OptionRow{"--proxy", "",
              "the environment points at a proxy (HTTPS_PROXY), and not at an endpoint of KMS",
              in_env, [](Options& o, string_view t) { return set_switch(o.proxy, t); }},
    OptionRow{
        "--key", "ID|fresh",
        "the access key ID that the environment names, and so its tenant; fresh: one that nobody "
        "else has (for exec the first of the scenario, else AKIAIOSFODNN7EXAMPLE)",
        in_env | in_exec, [](Options& o, string_view t) { return set_key(o.key, t); }},
    OptionRow{"--tls", "auto|off|require",
              "HTTPS: beside HTTP on the same port, not at all, or HTTPS alone; for env, what the "
              "environment names (auto)",
              in_serve | in_exec | in_healthcheck | in_env,
              [](Options& o, string_view t) { return set_choice(o.tls, t); }},
    OptionRow{"--tls-cert", "FILE",
              "certificate to show, with its chain, in PEM (one of an authority of this machine)",
              in_serve | in_exec | in_env,
              [](Options& o, string_view t) { return set_text(o.tls_cert, t, "a path"); }},
    OptionRow{"--tls-key", "FILE", "its private key, in PEM", in_serve | in_exec | in_env,
              [](Options& o, string_view t) { return set_text(o.tls_key, t, "a path"); }},
    OptionRow{"--tls-dir", "DIR",
              "where the authority is kept (kms-random-mock in the user's state directory)",
              in_serve | in_exec | in_env,
              [](Options& o, string_view t) { return set_text(o.tls_dir, t, "a path"); }},
    OptionRow{"--tls-san", "NAME,...", "further names and addresses that its certificate is for",
              in_serve | in_exec | in_env,
              [](Options& o, string_view t) { return set_names(o.tls_san, t); }},
    OptionRow{
        "--recipient-verify", "off|lenient|structure|chain",
        "what is asked of an attestation document, whatever the scenario says: no Recipient is "
        "answered, a key that can be used, the right form, or that a root vouches for it "
        "(structure)",
        in_serve | in_exec,
        [](Options& o, string_view t) {
          return set_choice(o.overrides.attestation.verify.emplace(), t);
        }},
    repeatable(OptionRow{
        "--recipient-root", "FILE|aws",
        "whom chain trusts, in place of the scenario's roots: certificates in "
        "PEM, read at the start, "
        "or the root of AWS; repeatable (nobody)",
        in_serve | in_exec,
        [](Options& o, string_view t) { return add_root(o.overrides.attestation.roots, t); }}),
    OptionRow{"--recipient-max-age", "TIME",
              "how old a document may be under chain, 0s for any age (5m)", in_serve | in_exec,
              [](Options& o, string_view t) {
                return set_duration(o.overrides.attestation.max_age.emplace(), t,
                                    std::chrono::hours(24));
              }},
    OptionRow{"--recipient-skew", "TIME", "how far ahead its clock may be under chain (5m)",
              in_serve | in_exec,
              [](Options& o, string_view t) {
                return set_duration(o.overrides.attestation.skew.emplace(), t,
                                    std::chrono::hours(24));
              }},
    OptionRow{
        "--recipient-clock", "now|document",
        "when its certificates have to be good under chain: now, or at its own time, and then "
        "neither age nor skew is asked for (now)",
        in_serve | in_exec,
        [](Options& o, string_view t) {
          return set_choice(o.overrides.attestation.clock.emplace(), t);
        }},
    repeatable(OptionRow{
        "--recipient-expect-pcr", "N=HEX",
        "a PCR that a document has to have, else AccessDeniedException; in place of all of the "
        "scenario's; repeatable (none)",
        in_serve | in_exec,
        [](Options& o, string_view t) {
          auto& pcrs = o.overrides.attestation.expected_pcrs;
          return add_pcr(pcrs ? *pcrs : pcrs.emplace(), t);
        }}),
    OptionRow{"--watch", "",
              "take the scenario file up again whenever it, or a file it names, has changed",
              in_serve, [](Options& o, string_view t) { return set_switch(o.watch, t); }},
    OptionRow{"--ready-file", "PATH",
              "file that holds the base URL while the server is ready; renamed into place, removed "
              "on exit",
              in_serve | in_healthcheck | in_env,
              [](Options& o, string_view t) { return set_text(o.ready_file, t, "a path"); }},
    OptionRow{
        "--drain", "TIME", "how long a stop waits for replies under way (5s)", in_serve | in_exec,
        [](Options& o, string_view t) { return set_duration(o.drain, t, std::chrono::hours(1)); }},
    OptionRow{"--access-log", "auto|on|off",
              "a line for each request; auto: when stderr is a terminal (auto; for exec off)",
              in_serve | in_exec,
              [](Options& o, string_view t) { return set_choice(o.access_log, t); }},
    OptionRow{"--log-format", "text|json", "how log lines look (text)", in_serve | in_exec,
              [](Options& o, string_view t) { return set_choice(o.log_format, t); }},
    OptionRow{"--log-level", "debug|info|warning|error",
              "the least that is logged (info; for exec warning)", in_serve | in_exec,
              [](Options& o, string_view t) { return set_choice(o.log_level, t); }},
    OptionRow{
        "--admin-port", "N|off",
        "another port for the admin API, 0 to let the system choose; off: there is none (the "
        "port of KMS)",
        in_serve | in_exec,
        [](Options& o, string_view t) { return set_admin_port(o.admin_port, o.admin_is_off, t); }},
    OptionRow{"--admin-token", "TOKEN",
              "what each request to the admin API has to bring, as Authorization: Bearer TOKEN "
              "(nothing)",
              in_serve | in_exec,
              [](Options& o, string_view t) { return set_token(o.access.token, t); }},
    repeatable(OptionRow{
        "--allow-host", "NAME",
        "a name that requests to the admin API may use in Host; repeatable (localhost and "
        "addresses)",
        in_serve | in_exec,
        [](Options& o, string_view t) { return add_allowed_host(o.access.hosts, t); }}),
    OptionRow{"--journal-bytes", "SIZE",
              "how much memory the journal of requests may take, as 512KiB or 1GiB; 0 keeps none "
              "(64MiB)",
              in_serve | in_exec,
              [](Options& o, string_view t) { return set_size(o.journal.bytes, t); }},
    OptionRow{"--journal-file", "PATH",
              "file for each request and what became of it, a line of JSON each; replaced at the "
              "start",
              in_serve | in_exec,
              [](Options& o, string_view t) { return set_text(o.journal_file, t, "a path"); }},
    OptionRow{"--journal-payload", "",
              "the journal shows the random bytes of replies, in hexadecimal", in_serve | in_exec,
              [](Options& o, string_view t) { return set_switch(o.journal.shows_payload, t); }},
    OptionRow{"--exit-with-parent", "",
              "end when the process that started this one ends, or closes its stdin if that is a "
              "pipe or a socket",
              in_serve,
              [](Options& o, string_view t) { return set_switch(o.exit_with_parent, t); }},
    OptionRow{"--verify", "",
              "judge the contract of the scenario at the end; exit 3 if it is broken", in_serve,
              [](Options& o, string_view t) { return set_switch(o.verify, t); }},
    repeatable(OptionRow{"--report", "FILE",
                         "file for the verdicts: .xml (JUnit), .json or .md; the file of "
                         "GITHUB_STEP_SUMMARY is added to; repeatable",
                         in_serve | in_exec | in_journal,
                         [](Options& o, string_view t) { return add_report(o.reports, t); }}),
    OptionRow{"--public-key", "FILE",
              "RSA key in the document, as SubjectPublicKeyInfo in DER or PEM (none)", in_attest,
              [](Options& o, string_view t) { return set_text(o.attest.public_key, t, "a path"); }},
    OptionRow{"--nonce", "FILE", "bytes of its nonce (none)", in_attest,
              [](Options& o, string_view t) { return set_text(o.attest.nonce, t, "a path"); }},
    OptionRow{"--user-data", "FILE", "bytes of its user_data (none)", in_attest,
              [](Options& o, string_view t) { return set_text(o.attest.user_data, t, "a path"); }},
    OptionRow{"--ca-dir", "DIR",
              "where the mock root that vouches for it is kept (kms-random-mock/nitro in the "
              "user's state directory)",
              in_attest,
              [](Options& o, string_view t) { return set_text(o.attest.ca_dir, t, "a path"); }},
    repeatable(OptionRow{
        "--pcr", "N=HEX", "a PCR, from 0 to 31, and its value, whatever --debug says; repeatable",
        in_attest, [](Options& o, string_view t) { return add_pcr(o.attest.pcrs, t); }}),
    OptionRow{"--debug", "", "PCR0, 1, 2 and 8 are zeros, as of an enclave in debug mode",
              in_attest, [](Options& o, string_view t) { return set_switch(o.attest.debug, t); }},
    OptionRow{"--module-id", "ID", "its module_id (one of an enclave that does not exist)",
              in_attest,
              [](Options& o, string_view t) { return set_module_id(o.attest.module_id, t); }},
    OptionRow{"--timestamp", "MS", "when it is made, in milliseconds since 1970 (now)", in_attest,
              [](Options& o, string_view t) { return set_timestamp(o.attest.timestamp, t); }},
    OptionRow{"--tagged", "", "with the tag of COSE_Sign1, which AWS leaves out", in_attest,
              [](Options& o, string_view t) { return set_switch(o.attest.tagged, t); }},
    OptionRow{"--nitrotpm", "", "a document of NitroTPM, with nitrotpm_pcrs in place of pcrs",
              in_attest,
              [](Options& o, string_view t) { return set_switch(o.attest.nitrotpm, t); }},
    OptionRow{"--out", "FILE", "file to write it to, renamed into place; - is stdout (stdout)",
              in_attest,
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
