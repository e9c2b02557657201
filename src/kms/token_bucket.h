// A token bucket: so many at once, and so many a second.
//
// Counted in integers, so that nothing is gained or lost over the years: a rate counts to the
// thousandth of a token a second.
//
// Thread-safety: none.
#pragma once

#include <chrono>
#include <cstdint>

namespace krm::kms {

class TokenBucket {
 public:
  // Full at first. `rate`, tokens a second, is rounded to the thousandth, of which it must have one
  // at least; `burst` is what it holds. REQUIRES: both at most a million.
  TokenBucket(double rate, std::int64_t burst);

  // Lets time pass up to `now`, on a clock that does not go back, and says whether a token is
  // there.
  bool has_token(std::chrono::nanoseconds now);

  // REQUIRES: has_token().
  void take();

 private:
  // A nanosecond brings a thousandth of a token a second 10^-12 of a token.
  static constexpr std::int64_t token = 1'000'000'000'000;

  std::int64_t rate_;  // in thousandths
  std::int64_t full_;
  std::int64_t level_;
  std::chrono::nanoseconds at_{0};
};

}  // namespace krm::kms
