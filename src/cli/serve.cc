#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "admin/health.h"
#include "admin/routes.h"
#include "base/clock.h"
#include "base/entropy.h"
#include "base/log.h"
#include "base/process.h"
#include "cli/certificates.h"
#include "cli/commands.h"
#include "cli/endpoint.h"
#include "cli/ready_file.h"
#include "cli/reload.h"
#include "cli/scenario_choice.h"
#include "cli/scenario_text.h"
#include "mock/service.h"
#include "net/listener.h"
#include "net/probe.h"

namespace krm::cli {
namespace {

using admin::Readiness;
using base::Level;

// Allows as many live connections as the system has descriptors for. Warns where those may be few.
net::ListenerLimits limits_for_this_machine(const base::Log& log) {
  constexpr std::size_t others = 32;  // what the process itself holds open
  constexpr std::size_t plenty = 2000;
  net::ListenerLimits limits;
  const std::size_t allowed = base::raise_file_limit();
  limits.connections = std::max(allowed, limits.reserve + others + 1) - limits.reserve - others;
  if (limits.connections < plenty) {
    log.say(Level::warning, "the limit of open files is {}: at most {} connections are served",
            allowed, limits.connections);
  }
  return limits;
}

bool wants_access_log(const Options& options) {
  return options.access_log == AccessLog::on ||
         (options.access_log == AccessLog::automatic && isatty(STDERR_FILENO) == 1);
}

// Watching anything but a file would wait for ever, and nobody would know why.
bool can_watch(const Options& options) { return !options.watch || names_a_file(options.scenario); }

void account_for_losses(const mock::Tenants& tenants, const base::Log& log) {
  const auto losses = tenants.losses();
  if (!losses.any()) return;
  log.say(Level::warning,
          "over the bounds: tenants dropped: {}, requests of others put together: {}, calls "
          "forgotten: {}",
          losses.dropped, losses.shared, losses.forgotten);
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
  const auto misused = [](const std::string& line) {
    fmt::print(stderr, "error: {}\n", line);
    return 2;
  };
  if (!can_watch(options)) {
    return misused(fmt::format("--watch ({}) needs a scenario that is a file: --scenario FILE",
                               variable_of("--watch")));
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

  ReadyFile ready_file(options.ready_file);
  ready_file.drop_if_stale(net::answers_on_loopback);  // before a scenario is waited for
  auto scenario = chosen_scenario(options);
  if (!scenario) {
    fmt::print(stderr, "{}", scenario.error().shown);
    return 2;
  }
  const auto shown = identity(options, environment, clock, log);
  if (options.tls == Tls::require || (options.tls != Tls::off && has_own_certificate(options))) {
    if (const auto loaded = shown->load(); !loaded) return misused(loaded.error());
  }
  base::Signals signals;  // not before: a wait for a pipe can then still be stopped
  const std::uint64_t spare_seed = seed_of_chance(entropy);
  mock::Tenants tenants(clock, settle(std::move(*scenario), options, spare_seed));
  announce(*tenants.active(), options, "", log);
  if (options.watch) log.say(Level::info, "watching {}", options.scenario);
  admin::Health health;
  Reload reload(options, spare_seed, tenants, health, log);

  const admin::Routes routes(health, clock);
  net::Listener listener(
      {.kms = mock::make_service({entropy, tenants, log}, wants_access_log(options)),
       .admin = [&routes](const http::HttpRequest& request) { return routes.answer(request); }},
      {options.tls, shown.get()}, limits_for_this_machine(log), log);
  const auto port = listener.bind(options.hosts(), options.port);
  if (!port) return failed(port.error());
  ready_file.claim();
  listener.start();
  health.set(Readiness::ready);
  if (const auto written =
          ready_file.write(client_url(options.tls, options.hosts().front(), *port));
      !written) {
    return failed(written.error());
  }
  log.say(Level::info, "listening on {}", urls_of(options.tls, options.hosts(), *port));

  reload_until_the_end(signals, reload, options.watch, [&] {
    if (options.tls != Tls::off) reload_certificate(*shown, options, log);
  });
  health.set(Readiness::stopping);
  ready_file.remove();
  signals.end_at_the_next();
  if (!listener.stop(options.drain)) {
    log.say(Level::warning, "replies still under way after {} ms were cut off",
            options.drain.count());
  }
  account_for_losses(tenants, log);
  return listener.failed() ? 1 : 0;
}

}  // namespace krm::cli
