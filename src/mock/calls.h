// The logical calls of one tenant. Requests that share an invocation id belong to one call, so that
// a retry is known as one.
//
// Thread-safety: none, but for count(). The tenant's mutex guards the rest.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/keyed_stream.h"
#include "scenario/decide.h"
#include "scenario/source/draw.h"

namespace krm::mock {

struct Call {
  std::string invocation{};  // empty for a request that names none; that call is not remembered
  std::int64_t index = 0;    // of the tenant's calls, from 0
  std::int64_t attempts = 0;
  std::optional<std::int64_t> number{};  // what the SDK called its last attempt
  std::uint64_t numbers = 0;             // what it called all of them, as bits; those below 64
  std::vector<scenario::Decision> decisions{};
  // Where its bytes begin, for each source that has served it.
  std::vector<std::pair<const scenario::EntropySource*, scenario::Place>> places{};
  std::optional<base::StreamKey> system{};  // what its system bytes are expanded from
};

// What all tenants that run one scenario have in common. Thread-safe.
struct CallTotals {
  std::atomic<std::size_t> remembered{0};
  // Counts calls that went to make room for others, also those of scenarios before.
  std::shared_ptr<std::atomic<std::uint64_t>> forgotten =
      std::make_shared<std::atomic<std::uint64_t>>(0);
};

class Calls {
 public:
  static constexpr std::size_t most = 1024;

  explicit Calls(std::shared_ptr<CallTotals> totals) : totals_(std::move(totals)) {}
  ~Calls() { totals_->remembered -= count_; }
  Calls(const Calls&) = delete;
  Calls& operator=(const Calls&) = delete;

  // Returns the call of that name, or nullptr when it is not remembered.
  Call* find(std::string_view invocation);
  // Remembers a call. Forgets the oldest one when there are enough.
  // REQUIRES: no call of that name is remembered.
  Call& add(std::string_view invocation, std::int64_t index);
  // Forgets all calls and counts them.
  void forget();
  // Remembers what `other` does. REQUIRES: nothing is remembered.
  void copy_from(const Calls& other);

  // Returns how many are remembered. Thread-safe.
  std::size_t count() const { return count_; }

 private:
  const std::shared_ptr<CallTotals> totals_;
  std::atomic<std::size_t> count_{0};
  std::list<Call> calls_;  // oldest first
  std::unordered_map<std::string_view, std::list<Call>::iterator> by_invocation_;
};

}  // namespace krm::mock
