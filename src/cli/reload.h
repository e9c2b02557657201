// Takes the scenario up again while the server runs: at once when asked (SIGHUP), or when its file
// has changed (--watch). A file that is wrong, or gone, changes nothing but what the log and
// /readyz say; one that is right again is taken up then.
//
// Thread-safety: for one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
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
  // Between two looks at the file. A change counts once it looks the same twice: what is being
  // written is left alone.
  static constexpr std::chrono::milliseconds pace{200};

  // All must outlive this. `tenants` run what the options say, as it was a moment ago.
  Reload(const Options& options, std::uint64_t seed_of_chance, mock::Tenants& tenants,
         admin::Health& health, const base::Log& log);

  // Every tenant begins anew, whether the file has changed or not. What came from anything but a
  // file is the same again.
  void now();

  // One look at the file. REQUIRES: it is one.
  void look();

 private:
  using Sight = std::vector<base::FileFingerprint>;

  // So many looks after the last time the file is read even if it is never at rest, or looks as it
  // did when it was wrong: what it lacks may be elsewhere.
  static constexpr int patience = 10;

  Sight sight() const;
  void take_up(std::shared_ptr<const scenario::Scenario> scenario);
  void complain(const std::string& why);
  void tell_health();

  const Options& options_;
  const bool from_file_;
  const std::uint64_t seed_of_chance_;
  mock::Tenants& tenants_;
  admin::Health& health_;
  const base::Log& log_;
  Sight last_;        // of the last look
  Sight dealt_with_;  // when the file was last read; none yet, since it may have changed at once
  int looks_ = 0;     // since then, while there was a reason to read it
  std::string complaint_;  // about the file as it was then; empty when it is served
};

}  // namespace krm::cli
