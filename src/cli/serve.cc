#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <string>

#include "admin/routes.h"
#include "base/clock.h"
#include "base/entropy.h"
#include "base/log.h"
#include "base/process.h"
#include "cli/commands.h"
#include "cli/endpoint.h"
#include "cli/ready_file.h"
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
  const kms::KeyStores key_stores;
  std::atomic<Readiness> readiness{Readiness::starting};

  const admin::Routes routes(readiness, clock);
  net::Listener listener(
      {.kms = mock::make_service({clock, entropy, key_stores}, log, wants_access_log(options)),
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
  return listener.failed() ? 1 : 0;
}

}  // namespace krm::cli
