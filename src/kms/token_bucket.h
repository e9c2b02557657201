// A token bucket: it allows so many requests at once, and so many a second.
//
// It counts in integers, so that nothing is gained or lost over the years. A rate counts to the
// thousandth of a token a second.
//
// Thread-safety: none.
#pragma once

#include <chrono>
#include <cstdint>

namespace krm::kms {

class TokenBucket {
 public:
  // Starts full. `rate` is in tokens a second, rounded to the thousandth. `burst` is how many
  // tokens the bucket holds. REQUIRES: `rate` is at least a thousandth, and both are at most a
  // million.
  TokenBucket(double rate, std::int64_t burst);

  // Adds the tokens that have come by `now`, and returns whether one is there. `now` is on a clock
  // that does not go back.
  bool has_token(std::chrono::nanoseconds now);

  // Takes a token. REQUIRES: has_token() has returned true.
  void take();

  // Lets it fill from `now` on, and not before.
  void begin(std::chrono::nanoseconds now) { at_ = now; }

  // Returns how many tokens are there at `now`.
  double tokens(std::chrono::nanoseconds now);
  // Makes it hold so many tokens from `now` on, or as many as it can if that is fewer.
  void leave(std::int64_t tokens, std::chrono::nanoseconds now);

  double rate() const { return static_cast<double>(rate_) / 1000; }
  std::int64_t burst() const { return full_ / token; }

 private:
  // The unit is 10^-12 of a token: what a nanosecond brings at a thousandth of a token a second.
  static constexpr std::int64_t token = 1'000'000'000'000;

  void fill(std::chrono::nanoseconds now);

  std::int64_t rate_;  // thousandths of a token a second
  std::int64_t full_;
  std::int64_t level_;
  std::chrono::nanoseconds at_{0};
};

}  // namespace krm::kms
