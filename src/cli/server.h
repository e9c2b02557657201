// The server as a whole: what a scenario makes of the options, its ports, and the admin API over
// both. `serve` and `exec` run one.
//
//   listen start (serving) judge_at_the_end stop
//
// Thread-safety: for the main thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "admin/control.h"
#include "admin/health.h"
#include "base/clock.h"
#include "base/entropy.h"
#include "base/log.h"
#include "cli/options.h"
#include "cli/ports.h"
#include "cli/reload.h"
#include "contract/judgement.h"
#include "mock/journal.h"
#include "mock/journal_file.h"
#include "mock/tally.h"
#include "mock/tenants.h"
#include "scenario/scenario.h"
#include "tls/identity.h"

namespace krm::cli {

using Judgements = std::vector<contract::Judgement>;

class Server {
 public:
  // All arguments must outlive the server.
  Server(const Options& options, std::shared_ptr<const scenario::Scenario> scenario,
         tls::Identity& identity, base::Entropy& entropy, const base::Clock& clock,
         const base::Log& log);
  ~Server();

  // Listens. Returns the port of KMS. On failure returns one line that says why.
  tl::expected<int, std::string> listen();
  // Serves from now on.
  void start();
  // Stops, after a time for replies under way, and logs what was lost.
  void stop();
  // Returns whether accepting ended by itself.
  bool failed() const { return ports_.failed(); }

  // Waits two seconds at most until no reply is under way to a tenant with expectations, then
  // judges what the tenants did. Call it before stop(), which would cut short what is under way.
  Judgements judge_at_the_end(const contract::CutShort& cut_short = {});

  Reload& reload() { return reload_; }
  // Returns what the admin API acts on.
  const admin::Control& control() const { return control_; }
  // Returns what the options said at the start.
  const mock::ActiveScenario& first() const { return *first_; }

 private:
  admin::Control make_control();
  void settle(base::Milliseconds time);

  const Options& options_;
  const base::Clock& clock_;
  const base::Log& log_;
  base::Entropy& entropy_;
  const std::uint64_t spare_seed_;
  mock::JournalFile journal_file_;
  mock::Tally tally_;
  mock::Journal journal_;
  mock::Tenants tenants_;
  const std::shared_ptr<const mock::ActiveScenario> first_;
  admin::Health health_;
  Reload reload_;
  const admin::Control control_;
  Ports ports_;
};

}  // namespace krm::cli
