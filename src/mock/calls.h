// The logical calls of one tenant: what its requests have in common that share an
// amz-sdk-invocation-id, so that a retry is known for one.
//
// Thread-safety: none; the tenant's mutex guards it.
#pragma once

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
  std::string invocation;  // empty: a request that names none, remembered nowhere
  std::int64_t index = 0;  // in the order of the tenant's calls
  std::int64_t attempts = 0;
  std::vector<scenario::Verdict> verdicts;
  // Where its bytes begin, for each source that has served it.
  std::vector<std::pair<const scenario::EntropySource*, scenario::Place>> places;
  std::optional<base::StreamKey> system;  // what its system bytes are expanded from
  std::uint64_t ticket = 0;               // in the register of all calls
};

class Calls {
 public:
  explicit Calls(std::size_t most) : most_(most) {}

  Call* find(std::string_view invocation);
  // Remembers a call; returns the ticket of the oldest when that had to go.
  std::pair<Call*, std::optional<std::uint64_t>> add(Call call);
  void forget(std::string_view invocation);
  const std::list<Call>& all() const { return calls_; }

 private:
  const std::size_t most_;
  std::list<Call> calls_;  // oldest first
  std::unordered_map<std::string_view, std::list<Call>::iterator> by_invocation_;
};

}  // namespace krm::mock
