#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "base/child.h"
#include "base/clock.h"
#include "base/entropy.h"
#include "base/log.h"
#include "base/parent_watch.h"
#include "base/process.h"
#include "cli/certificates.h"
#include "cli/commands.h"
#include "cli/endpoint.h"
#include "cli/ready_file.h"
#include "cli/scenario_choice.h"
#include "cli/server.h"
#include "cli/upstream.h"
#include "cli/verdict.h"
#include "net/probe.h"

namespace krm::cli {
namespace {

using base::Level;

// Watching anything but a file would wait for ever, and nobody would know why.
bool can_watch(const Options& options) { return !options.watch || names_a_file(options.scenario); }

// Returns what is wrong with the options together, or an empty text.
std::string misuse(const Options& options, const Environment& environment) {
  if (!can_watch(options)) {
    return fmt::format("--watch ({}) needs a scenario that is a file: --scenario FILE",
                       variable_of("--watch"));
  }
  if (!options.reports.empty() && !options.verify) {
    return "--report has no effect without --verify; add it";
  }
  if (auto mistake = report_mistake(options, environment); !mistake.empty()) return mistake;
  return certificate_mistake(options);
}

void end(const base::Log& log) {
  log.say(Level::info, "the process that started this one is gone");
  base::Signals::raise_end();
}

void reload_certificate(tls::Identity& identity, const Options& options, const base::Log& log) {
  if (const auto loaded = identity.reload(); !loaded) {
    log.say(Level::error, "{}; the certificate of before is shown on", loaded.error());
  } else if (has_own_certificate(options)) {
    log.say(Level::info, "reloaded certificate {}", options.tls_cert);
  }
}

// Reloads when asked, until the end is asked for. `reload_others` reloads what is not the scenario.
void reload_until_the_end(base::Signals& signals, Reload& reload, bool watch,
                          const std::function<void()>& reload_others) {
  using Wish = base::Signals::Wish;
  const auto pace = watch ? std::optional(Reload::pace) : std::nullopt;
  for (auto wish = signals.wait(pace); wish != Wish::end; wish = signals.wait(pace)) {
    if (wish == Wish::reload) {
      reload.now();
      reload_others();
    } else {
      reload.look();
    }
  }
}

}  // namespace

int serve(const Options& options, const Environment& environment) {
  base::give_large_blocks_back();
  base::keep_standard_descriptors();
  const auto misused = [](const std::string& line) {
    fmt::print(stderr, "error: {}\n", line);
    return 2;
  };
  if (const auto mistake = misuse(options, environment); !mistake.empty()) return misused(mistake);
  const base::SystemClock clock;
  const base::Log log(STDERR_FILENO, options.log_format, options.log_level, clock);
  const auto failed = [&log](const std::string& line) {
    log.say(Level::error, "{}", line);
    return 1;
  };

  if (!base::SodiumEntropy::initialise()) return failed("libsodium cannot be initialised");
  base::SodiumEntropy entropy;

  std::optional<base::ParentWatch> parent;
  if (options.exit_with_parent) parent.emplace(options.scenario != "-", [&log] { end(log); });
  ReadyFile ready_file(options.ready_file);
  ready_file.drop_if_stale(net::answers_on_loopback);  // before a scenario is waited for
  auto scenario = chosen_scenario(options);
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
  if (options.verify && !(*scenario)->expect) {
    log.say(Level::warning,
            "the scenario has no \"expect\", so --verify judges only tenants that get another one");
  }
  base::Signals signals;  // not before: a wait for a pipe can then still be stopped
  Server server(options, std::move(*scenario), *shown, entropy, clock, log);
  const auto port = server.listen();
  if (!port) return failed(port.error());
  ready_file.claim();
  server.start();
  if (const auto written =
          ready_file.write(client_url(options.tls, options.hosts().front(), *port));
      !written) {
    return failed(written.error());
  }
  log.say(Level::info, "listening on {}", urls_of(options.tls, options.hosts(), *port));

  reload_until_the_end(signals, server.reload(), options.watch, [&] {
    if (options.tls != Tls::off) reload_certificate(*shown, options, log);
  });
  ready_file.remove();
  signals.end_at_the_next();
  const auto judgements = options.verify ? server.judge_at_the_end() : Judgements();
  server.stop();
  const int verdict =
      options.verify ? tell_verdict(judgements, server.first(), options, environment) : 0;
  return server.failed() ? 1 : verdict;
}

}  // namespace krm::cli
