// The health of the server, for probes to ask. It says whether the server serves, and what. It also
// says why the scenario that was to follow could not be taken up.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace krm::admin {

enum class Readiness { starting, ready, stopping };

constexpr std::array<std::pair<std::string_view, Readiness>, 3> words_of(Readiness) {
  return {{{"starting", Readiness::starting},
           {"ready", Readiness::ready},
           {"stopping", Readiness::stopping}}};
}

class Health {
 public:
  struct Report {
    Readiness readiness = Readiness::starting;
    std::string scenario{};  // its name and digest; both empty when there is none
    std::string digest{};
    std::uint64_t reload_failures = 0;
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
