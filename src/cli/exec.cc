#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "base/child.h"
#include "base/clock.h"
#include "base/entropy.h"
#include "base/log.h"
#include "cli/certificates.h"
#include "cli/client_environment.h"
#include "cli/commands.h"
#include "cli/endpoint.h"
#include "cli/scenario_choice.h"
#include "cli/server.h"
#include "cli/upstream.h"
#include "cli/verdict.h"

namespace krm::cli {
namespace {

using base::Level;

// Returns the key that CMD signs with: that of the option, with its secret if the scenario knows
// it; else the first of the scenario; else that of AWS's documentation.
ClientKey key_for(const Options& options, const scenario::Scenario& scenario) {
  const auto key_of = [](const scenario::Credential& one) {
    return ClientKey{one.access_key_id, one.secret_access_key, one.session_token};
  };
  if (options.key == "fresh") return {.id = fresh_key()};
  for (const scenario::Credential& one : scenario.credentials) {
    if (options.key.empty() || one.access_key_id == options.key) return key_of(one);
  }
  return {.id = options.key.empty() ? std::string(default_key) : options.key};
}

std::string region_for(const Options& options, const scenario::Scenario& scenario) {
  if (options.overrides.region) return *options.overrides.region;
  return scenario.region.value_or("us-east-1");
}

// Returns the environment as a list of "NAME=value", with our variables in it.
std::vector<std::string> merged(Environment environment, const std::vector<Variable>& variables,
                                const std::string& url) {
  for (const auto& [name, value] : variables) {
    environment.erase(name);
    if (value) environment.emplace(name, *value);
  }
  environment.insert_or_assign(std::string(url_variable), url);
  // These are for one server. Another one within CMD would take our port, or write into our files.
  for (const auto* flag : {"--port", "--admin-port", "--journal-file", "--report"}) {
    environment.erase(variable_of(flag));
  }
  std::vector<std::string> list;
  for (const auto& [name, value] : environment) list.push_back(fmt::format("{}={}", name, value));
  return list;
}

contract::CutShort cut_short_by(const base::Child::Ended& ended) {
  if (!ended.signal) return {};
  const char* const name = sigabbrev_np(*ended.signal);  // none for those of real time
  return name == nullptr ? fmt::format("CMD was killed by signal {}", *ended.signal)
                         : fmt::format("CMD was killed by SIG{}", name);
}

}  // namespace

int exec(const Options& options, const Environment& environment) {
  base::keep_standard_descriptors();
  const base::Inheritance inherited;  // before the server changes it
  const auto misused = [](const std::string& line) {
    fmt::print(stderr, "error: {}\n", line);
    return 2;
  };
  if (const auto mistake = report_mistake(options, environment); !mistake.empty()) {
    return misused(mistake);
  }
  if (const auto mistake = certificate_mistake(options); !mistake.empty()) return misused(mistake);
  const base::SystemClock clock;
  const base::Log log(STDERR_FILENO, options.log_format, options.log_level, clock);
  const auto failed = [&log](const std::string& line) {
    log.say(Level::error, "{}", line);
    return 1;
  };
  if (!base::SodiumEntropy::initialise()) return failed("libsodium cannot be initialised");
  base::SodiumEntropy entropy;
  const auto scenario = chosen_scenario(options);
  if (!scenario) {
    fmt::print(stderr, "{}", scenario.error().shown);
    return 2;
  }
  if (const auto mistake = upstream_mistake(options, **scenario); !mistake.empty()) {
    return misused(mistake);
  }
  const auto shown = identity(options, environment, clock, log);
  if (options.tls == Tls::require || (options.tls != Tls::off && has_own_certificate(options))) {
    if (const auto loaded = shown->load(); !loaded) return misused(loaded.error());
  }

  base::Inheritance::hold_signals();  // not before: a wait for a pipe can then still be stopped
  Server server(options, *scenario, *shown, entropy, clock, log);
  const auto port = server.listen();
  if (!port) return failed(port.error());
  const std::string url = client_url(options.tls, options.hosts().front(), *port);
  const auto variables = client_environment(url, key_for(options, **scenario),
                                            region_for(options, **scenario), options, environment);
  if (!variables) return failed(variables.error());
  server.start();
  log.say(Level::info, "listening on {}", urls_of(options.tls, options.hosts(), *port));

  const auto child =
      base::Child::start(options.command, merged(environment, *variables, url), inherited);
  if (!child) {
    server.stop();
    std::fputs(fmt::format("error: cannot run {}: {}\n", shell_word(options.command.front()),
                           child.error().why)
                   .c_str(),
               stderr);
    return child.error().code;
  }
  const auto ended = child->wait();
  const auto judgements = server.judge_at_the_end(cut_short_by(ended));
  server.stop();
  const int verdict = tell_verdict(judgements, server.first(), options, environment);
  if (ended.code != 0) return ended.code;
  return server.failed() ? 1 : verdict;
}

}  // namespace krm::cli
