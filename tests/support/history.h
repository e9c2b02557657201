// Histories that a test writes down: calls as lists of replies and of the waits between them.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "scenario/history.h"

namespace krm::test {

using scenario::Attempt;
using scenario::Call;
using scenario::History;

inline Attempt succeeding() {
  return {.ended = scenario::Ended::sent,
          .status = 200,
          .is_good = true,
          .operation = "GenerateRandom"};
}
inline Attempt failing(std::string error, int status = 400) {
  return {.ended = scenario::Ended::sent,
          .status = status,
          .error = std::move(error),
          .operation = "GenerateRandom"};
}
inline Attempt throttled() { return failing("ThrottlingException"); }
inline Attempt closed() {
  return {.ended = scenario::Ended::closed, .operation = "GenerateRandom"};
}
inline Attempt under_way() {
  return {.status = 200, .is_good = true, .operation = "GenerateRandom"};
}
inline Attempt resent(Attempt attempt) {
  attempt.is_resent = true;
  return attempt;
}

// Returns a call whose attempts take 1 ms each. `waits` stand between them.
inline Call call(std::vector<Attempt> attempts, std::vector<std::chrono::nanoseconds> waits = {}) {
  Call call{.tenant = "AKIDEXAMPLE", .invocation_id = "an-id"};
  std::chrono::nanoseconds now = std::chrono::hours(1);
  std::int64_t number = 0;
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    if (i > 0 && i - 1 < waits.size()) now += waits[i - 1];
    Attempt& one = attempts[i];
    if (!one.is_resent) ++number;
    one.number = number;
    one.arrived = now;
    now += std::chrono::milliseconds(1);
    if (one.ended) one.left = now;
  }
  call.attempts = std::move(attempts);
  return call;
}

inline History history(std::vector<Call> calls) {
  History history{.tenant = "AKIDEXAMPLE", .calls = std::move(calls)};
  std::uint64_t request = 0;
  for (std::size_t i = 0; i < history.calls.size(); ++i) {
    history.calls[i].index = static_cast<std::int64_t>(i);
    for (Attempt& attempt : history.calls[i].attempts) attempt.request = ++request;
  }
  history.calls_made = static_cast<std::int64_t>(history.calls.size());
  return history;
}

}  // namespace krm::test
