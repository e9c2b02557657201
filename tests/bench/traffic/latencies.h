// How long requests took.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace krm::bench {

class Latencies {
 public:
  void add(std::chrono::nanoseconds latency) {
    nanoseconds_.push_back(static_cast<std::uint32_t>(
        std::min<std::int64_t>(latency.count(), std::numeric_limits<std::uint32_t>::max())));
  }

  // Returns nanoseconds, 0 while there are none; `percent` from 0 to 100. Changes the order inside.
  std::uint32_t percentile(std::size_t percent) {
    if (nanoseconds_.empty()) return 0;
    const auto at = nanoseconds_.begin() +
                    static_cast<std::ptrdiff_t>((nanoseconds_.size() - 1) * percent / 100);
    std::nth_element(nanoseconds_.begin(), at, nanoseconds_.end());
    return *at;
  }

 private:
  std::vector<std::uint32_t> nanoseconds_;  // four bytes each: there are a million
};

}  // namespace krm::bench
