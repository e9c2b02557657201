#include "kms/token_bucket.h"

namespace krm::kms {

TokenBucket::TokenBucket(double rate, std::int64_t burst)
    : rate_(std::llround(rate * 1000)), full_(burst * token), level_(full_) {}

bool TokenBucket::has_token(std::chrono::nanoseconds now) {
  if (now > at_) {
    // Compare before multiplying: years at a high rate are more than 64 bits hold.
    const std::int64_t elapsed = (now - at_).count();
    const std::int64_t missing = full_ - level_;
    level_ = elapsed > missing / rate_ ? full_ : level_ + elapsed * rate_;
    at_ = now;
  }
  return level_ >= token;
}

void TokenBucket::take() { level_ -= token; }

}  // namespace krm::kms
