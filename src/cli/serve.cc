#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "admin/routes.h"
#include "base/clock.h"
#include "base/entropy.h"
#include "base/log.h"
#include "base/process.h"
#include "cli/commands.h"
#include "cli/endpoint.h"
#include "cli/ready_file.h"
#include "cli/scenario_text.h"
#include "mock/service.h"
#include "net/listener.h"

namespace krm::cli {
namespace {

using admin::Readiness;
using base::Level;

// As many connections as the design promises, or as the system has descriptors for.
net::ListenerLimits limits_for_this_machine(const base::Log& log) {
  constexpr std::size_t others = 32;  // what the process itself holds open
  net::ListenerLimits limits;
  const std::size_t wanted = limits.connections + limits.reserve + others;
  const std::size_t allowed = base::raise_file_limit(wanted);
  if (allowed < wanted) {
    limits.connections =
        std::max<std::size_t>(allowed, limits.reserve + others + 1) - limits.reserve - others;
    log.say(Level::warning, "the limit of open files is {}: at most {} connections are served",
            allowed, limits.connections);
  }
  return limits;
}

bool wants_access_log(const Options& options) {
  return options.access_log == AccessLog::on ||
         (options.access_log == AccessLog::automatic && isatty(STDERR_FILENO) == 1);
}

// What the options say to serve; without a word of them, KMS and nothing else.
LoadedScenario wanted_scenario(const Options& options) {
  if (!options.scenario.empty()) return load_from(options.scenario);
  if (!options.scenario_yaml.empty()) return load_text(options.scenario_yaml, "--scenario-yaml");
  return std::make_shared<const scenario::Scenario>();
}

// The flag's, else the scenario's, else one of chance that people can type.
std::uint64_t settled_seed(const Options& options, const scenario::Scenario& scenario,
                           base::Entropy& entropy) {
  if (options.seed) return *options.seed;
  if (scenario.seed) return static_cast<std::uint64_t>(*scenario.seed);
  std::array<std::uint8_t, 4> bytes{};
  if (!entropy.fill(bytes)) return 0;
  std::uint64_t seed = 0;
  for (const std::uint8_t byte : bytes) seed = seed << 8 | byte;
  return seed;
}

void announce(const mock::Running& running, const base::Log& log) {
  const scenario::Scenario& scenario = *running.scenario;
  if (scenario.title.empty()) return;
  log.say(Level::info, "scenario {}, seed {}", base::quoted(scenario.title), running.seed);
  const auto pending = scenario::pending_parts(scenario);
  if (!pending.empty()) {
    log.say(Level::warning, "scenario {} uses what has no effect yet: {}",
            base::quoted(scenario.title), fmt::join(pending, ", "));
  }
}

void account_for_losses(const mock::Tenants& tenants, const base::Log& log) {
  const auto losses = tenants.losses();
  if (!losses.any()) return;
  log.say(Level::warning,
          "over the bounds: tenants dropped: {}, requests of others put together: {}, calls "
          "forgotten: {}",
          losses.dropped, losses.shared, losses.forgotten);
}

}  // namespace

int serve(const Options& options) {
  base::TerminationSignals::block();
  const base::SystemClock clock;
  const base::Log log(STDERR_FILENO, options.log_format, options.log_level, clock);
  const auto failed = [&log](const std::string& line) {
    log.say(Level::error, "{}", line);
    return 1;
  };

  if (!base::SodiumEntropy::initialise()) return failed("libsodium cannot be initialised");
  base::SodiumEntropy entropy;

  auto scenario = wanted_scenario(options);
  if (!scenario) {
    fmt::print(stderr, "{}", scenario.error());
    return 2;
  }
  const std::uint64_t seed = settled_seed(options, **scenario, entropy);
  mock::Tenants tenants(mock::Running(std::move(*scenario), seed));
  announce(tenants.running(), log);
  std::atomic<Readiness> readiness{Readiness::starting};

  const admin::Routes routes(readiness, clock);
  net::Listener listener(
      {.kms = mock::make_service({clock, entropy, tenants}, log, wants_access_log(options)),
       .admin = [&routes](const http::HttpRequest& request) { return routes.answer(request); }},
      limits_for_this_machine(log), log);
  const auto port = listener.bind(options.host, options.port);
  if (!port) return failed(port.error());
  listener.start();
  readiness = Readiness::ready;
  ReadyFile ready_file(options.ready_file);
  if (const auto written = ready_file.write(client_url(options.host, *port)); !written) {
    return failed(written.error());
  }
  log.say(Level::info, "listening on {}", url_of(options.host, *port));

  base::TerminationSignals::wait();
  readiness = Readiness::stopping;
  ready_file.remove();
  base::TerminationSignals::end_at_the_next();
  if (!listener.stop(options.drain)) {
    log.say(Level::warning, "replies still under way after {} ms were cut off",
            options.drain.count());
  }
  account_for_losses(tenants, log);
  return listener.failed() ? 1 : 0;
}

}  // namespace krm::cli
