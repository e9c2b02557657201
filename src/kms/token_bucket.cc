#include "kms/token_bucket.h"

namespace krm::kms {

TokenBucket::TokenBucket(double rate, std::int64_t burst)
    : rate_(std::llround(rate * 1000)), full_(burst * token), level_(full_) {}

void TokenBucket::fill(std::chrono::nanoseconds now) {
  if (now <= at_) return;
  // Compare before multiplying: years at a high rate are more than 64 bits hold.
  const std::int64_t elapsed = (now - at_).count();
  const std::int64_t missing = full_ - level_;
  level_ = elapsed > missing / rate_ ? full_ : level_ + elapsed * rate_;
  at_ = now;
}

bool TokenBucket::has_token(std::chrono::nanoseconds now) {
  fill(now);
  return level_ >= token;
}

double TokenBucket::tokens(std::chrono::nanoseconds now) {
  fill(now);
  return static_cast<double>(level_) / static_cast<double>(token);
}

void TokenBucket::leave(std::int64_t tokens, std::chrono::nanoseconds now) {
  fill(now);
  level_ = std::min(tokens, burst()) * token;
}

void TokenBucket::take() { level_ -= token; }

}  // namespace krm::kms
