#include "mock/calls.h"

namespace krm::mock {

void Calls::copy_from(const Calls& other) {
  totals_->remembered += other.count_;
  count_ += other.count_;
  for (const Call& call : other.calls_) {
    calls_.push_back(call);
    by_invocation_.emplace(calls_.back().invocation, std::prev(calls_.end()));
  }
}

Call* Calls::find(std::string_view invocation) {
  const auto found = by_invocation_.find(invocation);
  return found == by_invocation_.end() ? nullptr : &*found->second;
}

Call& Calls::add(std::string_view invocation, std::int64_t index) {
  if (count_ == most) {
    ++*totals_->forgotten;
    by_invocation_.erase(calls_.front().invocation);
    calls_.pop_front();
  } else {
    ++totals_->remembered;
    ++count_;
  }
  calls_.push_back({.invocation = std::string(invocation), .index = index});
  by_invocation_.emplace(calls_.back().invocation, std::prev(calls_.end()));
  return calls_.back();
}

void Calls::forget() {
  totals_->remembered -= count_;
  *totals_->forgotten += count_;
  count_ = 0;
  by_invocation_.clear();
  calls_.clear();
}

}  // namespace krm::mock
