// The logical calls of one tenant: what its requests have in common that share an
// amz-sdk-invocation-id, so that a retry is known for one.
//
// Thread-safety: none; the tenant's mutex guards it.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
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
  std::string invocation{};  // empty: a request that names none, remembered nowhere
  std::int64_t index = 0;    // in the order of the tenant's calls
  std::int64_t attempts = 0;
  std::vector<scenario::Verdict> verdicts{};
  // Where its bytes begin, for each source that has served it.
  std::vector<std::pair<const scenario::EntropySource*, scenario::Place>> places{};
  std::optional<base::StreamKey> system{};  // what its system bytes are expanded from
};

// Of all tenants of a server together. Thread-safe.
struct CallTotals {
  std::atomic<std::size_t> remembered{0};
  std::atomic<std::uint64_t> forgotten{0};  // to make room for others
};

class Calls {
 public:
  static constexpr std::size_t most = 1024;

  // `totals` must outlive the calls, which are taken off them when they end.
  explicit Calls(CallTotals& totals) : totals_(totals) {}
  ~Calls() { totals_.remembered -= calls_.size(); }
  Calls(const Calls&) = delete;
  Calls& operator=(const Calls&) = delete;

  // Returns nullptr where no call of that name is remembered.
  Call* find(std::string_view invocation);
  // Remembers a call, in place of the oldest where there are enough.
  // REQUIRES: none of that name is remembered.
  Call& add(std::string_view invocation, std::int64_t index);
  // Forgets all of them.
  void forget();

 private:
  CallTotals& totals_;
  std::list<Call> calls_;  // oldest first
  std::unordered_map<std::string_view, std::list<Call>::iterator> by_invocation_;
};

}  // namespace krm::mock
