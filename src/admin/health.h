// The health of the server, for probes to ask. It says whether the server serves, and what. It also
// says why the scenario that was to follow could not be taken up.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <mutex>
#include <string>

namespace krm::admin {

enum class Readiness { starting, ready, stopping };

class Health {
 public:
  struct Report {
    Readiness readiness = Readiness::starting;
    std::string scenario{};  // its name and digest; both empty when there is none
    std::string digest{};
    std::string reload_error{};  // why another scenario was refused; empty when none was
  };

  Report report() const;

  void set(Readiness readiness);
  // Says which scenario is served. Clears what was wrong with another.
  void serves(std::string scenario, std::string digest);
  // Says why another scenario was refused, in lines for people. The one that is served stays.
  void keeps_the_last(std::string why);

 private:
  mutable std::mutex mutex_;
  Report report_;
};

}  // namespace krm::admin
