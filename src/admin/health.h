// How the server is, for probes to ask: whether it serves, what, and whether the scenario that was
// to follow could not be taken up.
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
    std::string reload_error{};  // why another one is not served; empty when there is no such
  };

  Report report() const;

  void set(Readiness readiness);
  // Takes back what was wrong with another.
  void serves(std::string scenario, std::string digest);
  // What is served stays; `why` is lines for people.
  void keeps_the_last(std::string why);

 private:
  mutable std::mutex mutex_;
  Report report_;
};

}  // namespace krm::admin
