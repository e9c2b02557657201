#include <fmt/format.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "admin/control.h"
#include "admin/health.h"
#include "base/clock.h"
#include "base/entropy.h"
#include "base/log.h"
#include "base/parent_watch.h"
#include "base/process.h"
#include "cli/certificates.h"
#include "cli/commands.h"
#include "cli/endpoint.h"
#include "cli/ports.h"
#include "cli/ready_file.h"
#include "cli/reload.h"
#include "cli/scenario_choice.h"
#include "cli/scenario_text.h"
#include "mock/service.h"
#include "net/framing.h"
#include "net/probe.h"

namespace krm::cli {
namespace {

using admin::Readiness;
using base::Level;

bool wants_access_log(const Options& options) {
  return options.access_log == AccessLog::on ||
         (options.access_log == AccessLog::automatic && isatty(STDERR_FILENO) == 1);
}

// Watching anything but a file would wait for ever, and nobody would know why.
bool can_watch(const Options& options) { return !options.watch || names_a_file(options.scenario); }

void account_for(const mock::Tenants::Losses& losses, const base::Log& log) {
  if (!losses.any()) return;
  log.say(Level::warning,
          "over the bounds: tenants dropped: {}, requests of others put together: {}, calls "
          "forgotten: {}",
          losses.dropped, losses.shared, losses.forgotten);
}

void account_for(const mock::JournalFile& file, const base::Log& log) {
  if (file.lost() == 0) return;
  log.say(Level::warning, "{} requests are not in the journal's file: {}", file.lost(),
          file.trouble());
}

void end(const base::Log& log) {
  log.say(Level::info, "the process that started this one is gone");
  base::Signals::raise_end();
}

tl::expected<http::HttpRequest, std::string> read_message(std::string_view text) {
  net::Framing framing;
  framing.feed(text);
  for (;;) {
    net::Framing::Step step = framing.next();
    if (auto* request = std::get_if<http::HttpRequest>(&step)) {
      if (framing.has_more()) return tl::unexpected(std::string("something stands behind it"));
      return std::move(*request);
    }
    if (const auto* refused = std::get_if<net::Framing::Refusal>(&step)) {
      return tl::unexpected(refused->why);
    }
    if (std::holds_alternative<net::Framing::NeedMore>(step)) {
      return tl::unexpected(std::string("it is not whole"));
    }
  }
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

  std::optional<base::ParentWatch> parent;
  if (options.exit_with_parent) parent.emplace(options.scenario != "-", [&log] { end(log); });
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
  mock::JournalFile journal_file(log);
  if (!options.journal_file.empty()) {
    if (const auto opened = journal_file.open(options.journal_file); !opened) {
      return failed(opened.error());
    }
  }
  base::Signals signals;  // not before: a wait for a pipe can then still be stopped
  const std::uint64_t spare_seed = seed_of_chance(entropy);
  mock::Tally tally;
  const bool has_file = !options.journal_file.empty();
  mock::Journal journal(options.journal, has_file ? &journal_file : nullptr, &tally);
  mock::Tenants tenants(clock, journal, settle(std::move(*scenario), options, spare_seed));
  announce(*tenants.active(), options, "", log);
  if (options.watch) log.say(Level::info, "watching {}", options.scenario);
  if (options.journal.shows_payload) {
    log.say(Level::warning, "the journal shows the random bytes of replies (--journal-payload)");
  }
  admin::Health health;
  Reload reload(options, spare_seed, tenants, health, log);

  const Ports* ports_of_this = nullptr;
  const admin::Control control{
      .tenants = tenants,
      .journal = journal,
      .tally = tally,
      .journal_file = has_file ? &journal_file : nullptr,
      .health = health,
      .entropy = entropy,
      .clock = clock,
      .log = log,
      .settle =
          [&](std::shared_ptr<const scenario::Scenario> given, bool is_issued) {
            auto active = settle(std::move(given), options, spare_seed);
            auto warnings = warnings_of(active, options, is_issued);
            return admin::Settled{std::move(active), std::move(warnings)};
          },
      .take_up = [&reload](mock::ActiveScenario active) { reload.put(std::move(active)); },
      .read_message = read_message,
      .live_connections = [&] { return ports_of_this->live_connections(); },
      .kms_port = [&] { return ports_of_this->port_of_kms(); },
  };
  Ports ports(options, control,
              mock::make_service({entropy, tenants, journal, log}, wants_access_log(options)),
              {options.tls, shown.get()}, log);
  ports_of_this = &ports;
  const auto port = ports.bind();
  if (!port) return failed(port.error());
  ready_file.claim();
  ports.start();
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
  if (!ports.stop()) {
    log.say(Level::warning, "replies still under way after {} ms were cut off",
            options.drain.count());
  }
  account_for(tenants.losses(), log);
  account_for(journal_file, log);
  return ports.failed() ? 1 : 0;
}

}  // namespace krm::cli
