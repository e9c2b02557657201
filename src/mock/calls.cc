#include "mock/calls.h"

namespace krm::mock {

Call* Calls::find(std::string_view invocation) {
  const auto found = by_invocation_.find(invocation);
  return found == by_invocation_.end() ? nullptr : &*found->second;
}

std::pair<Call*, std::optional<std::uint64_t>> Calls::add(Call call) {
  std::optional<std::uint64_t> dropped;
  if (calls_.size() == most_) {
    dropped = calls_.front().ticket;
    by_invocation_.erase(calls_.front().invocation);
    calls_.pop_front();
  }
  calls_.push_back(std::move(call));
  by_invocation_.emplace(calls_.back().invocation, std::prev(calls_.end()));
  return {&calls_.back(), dropped};
}

void Calls::forget(std::string_view invocation) {
  const auto found = by_invocation_.find(invocation);
  if (found == by_invocation_.end()) return;
  const auto call = found->second;
  by_invocation_.erase(found);
  calls_.erase(call);
}

}  // namespace krm::mock
