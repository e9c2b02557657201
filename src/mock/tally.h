// Counts what was answered, for /metrics.
//
// Thread-safety: any thread may call all members.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>
#include <utility>

#include "mock/entry.h"

namespace krm::mock {

class Tally {
 public:
  // Upper bounds of request times, in seconds.
  static constexpr std::array bounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                     0.1,    0.25,  0.5,    1.0,   2.5,  5.0,   10.0};

  void count(const Entry& entry, const Ending& ending);

  struct Figures {
    // By operation, which is one of the model or "other", and by what was answered. No word of a
    // client or an upstream is among the names.
    std::map<std::pair<std::string_view, std::string_view>, std::uint64_t> requests;
    std::map<std::string_view, std::uint64_t> faults;        // by their names
    std::array<std::uint64_t, bounds.size() + 1> in_time{};  // each in its own range only
    double seconds = 0;                                      // in all
  };
  Figures figures() const;

 private:
  mutable std::mutex mutex_;
  Figures figures_;
};

}  // namespace krm::mock
