// Takes the scenario up again while the server runs: at once when asked (SIGHUP), or when its file
// has changed (--watch). A file that is wrong, or gone, changes nothing but what the log and
// /readyz say; one that is right again is taken up then.
//
// Thread-safety: for one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "admin/health.h"
#include "base/file.h"
#include "base/log.h"
#include "cli/options.h"
#include "mock/tenants.h"

namespace krm::cli {

class Reload {
 public:
  // Between two looks at the file. What is being written is left alone: a change counts once it
  // looks the same twice.
  static constexpr std::chrono::milliseconds pace{200};

  // All must outlive this. `tenants` run what the options say, as it was a moment ago; the first
  // looks find out whether it still is.
  Reload(const Options& options, std::uint64_t seed_of_chance, mock::Tenants& tenants,
         admin::Health& health, const base::Log& log);

  // Every tenant begins anew, whether the file has changed or not. What came from stdin is the
  // same again.
  void now();

  // One look at the file.
  void look();

 private:
  using Sight = std::vector<base::FileSighting>;

  Sight sight() const;
  void take_up(std::shared_ptr<const scenario::Scenario> scenario);
  void complain(std::string why);
  void tell_health();

  const Options& options_;
  const std::uint64_t seed_of_chance_;
  mock::Tenants& tenants_;
  admin::Health& health_;
  const base::Log& log_;
  Sight dealt_with_;  // empty: what has been taken up is not known to be what is there
  Sight last_;
  std::string complaint_;  // about the file as it is now; empty when it is served
};

}  // namespace krm::cli
