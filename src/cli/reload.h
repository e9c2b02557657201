// Takes the scenario up again while the server runs: at once when asked (SIGHUP), or when its file
// has changed (--watch). A file that is wrong, or gone, changes only what the log and /readyz say.
// Once it is right again, it is taken up.
//
// Thread-safety: any thread may call put(). One thread calls the rest.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "admin/health.h"
#include "base/file_fingerprint.h"
#include "base/log.h"
#include "cli/options.h"
#include "cli/scenario_text.h"
#include "mock/tenants.h"

namespace krm::cli {

class Reload {
 public:
  // The time between two looks at the file. A change counts once the file looks the same twice, so
  // that a file that is being written is left alone.
  static constexpr std::chrono::milliseconds pace{200};

  // REQUIRES: all arguments outlive this, and `tenants` run what the options said a moment ago.
  Reload(const Options& options, std::uint64_t seed_of_chance, mock::Tenants& tenants,
         admin::Health& health, const base::Log& log);

  // Reads the file now, and starts every tenant again, whether the file has changed or not. A
  // scenario that did not come from a file starts again as it was.
  void now();

  // Takes up a scenario that came from elsewhere, until the file changes. All tenants that have no
  // scenario of their own start again.
  void put(mock::ActiveScenario active);

  // Looks at the file once. REQUIRES: the scenario comes from a file.
  void look();

 private:
  using Sight = std::vector<base::FileFingerprint>;

  // After so many looks the file is read again, even if it never rests or looks as it did when it
  // was wrong. What a wrong file lacks may be in another place.
  static constexpr int patience = 10;

  Sight sight() const;
  void take_up_file(std::shared_ptr<const scenario::Scenario> scenario);
  void take_up(mock::ActiveScenario active);
  void take_up(std::shared_ptr<const scenario::Scenario> scenario);
  void complain(const std::string& why);
  void tell_health();

  const Options& options_;
  const bool from_file_;
  const std::uint64_t seed_of_chance_;
  mock::Tenants& tenants_;
  admin::Health& health_;
  const base::Log& log_;
  std::mutex mutex_;  // one after the other
  // What the file held when it was taken up last; null: it is no file. Others may run.
  std::shared_ptr<const scenario::Scenario> of_file_;
  Sight last_;             // what the last look saw
  Sight dealt_with_;       // what was seen when the file was last read; empty at first
  int looks_ = 0;          // looks since then with a reason to read the file
  std::string complaint_;  // about that file; empty when it is served
};

}  // namespace krm::cli
