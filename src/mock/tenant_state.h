// What the requests of a tenant see and change, in turns.
//
// Thread-safety: none; the tenant's mutex guards it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kms/operation.h"
#include "mock/calls.h"
#include "mock/tenant_clock.h"
#include "scenario/decide.h"

namespace krm::mock {

// The last move of a key store.
struct StoreMove {
  base::WallTime since;  // on the tenant's clock
  std::string by;        // what moved it, in words
};

// One that the log should tell of.
struct StoreNews {
  std::string id;
  kms::ConnectionState from;
  kms::ConnectionState to;
  std::string by;
};

struct TenantState {
  // Returns the time since the tenant's first request, or 0 before it.
  base::Milliseconds elapsed(const Moment& now) const;
  // Begins to count time, at the first request.
  void begin(const Moment& now);
  // Returns the time for token buckets, which do not fill before that.
  base::Nanoseconds time_of_buckets(const Moment& now) const {
    return began ? now.monotonic : base::Nanoseconds(0);
  }
  // Does what the timeline has for the time until `now`, and what is under way to key stores, in
  // the order of time.
  void let_pass(const scenario::Scenario& scenario, const Moment& now);
  // Moves a store, unless it is in that state already. What is under way to it ends in any case.
  // Every store that a scenario names is there, or the scenario was refused.
  void move_store(std::string_view id, kms::ConnectionState to, std::string_view by,
                  base::WallTime at);

  // Carries out an operation, and returns the body of its reply. REQUIRES: every stage has passed.
  std::string carry_out(const kms::Operation& operation, const kms::Asked& asked,
                        const Moment& now);

  // Comes as far as `other`. REQUIRES: no request has come yet.
  void copy_from(const TenantState& other);

  std::optional<base::Nanoseconds> began{};
  kms::Account account{};
  std::map<std::string, StoreMove, std::less<>> store_moves{};
  std::vector<StoreNews> news{};  // of moves, until somebody takes them
  std::size_t next_event = 0;     // of the timeline
  std::uint64_t requests = 0;
  std::int64_t calls_begun = 0;
  std::optional<base::WallTime> last_seen{};  // in real time
  std::vector<scenario::RuleCount> counts{};
  std::map<const scenario::EntropySource*, scenario::Place> next_place{};
  Calls calls;
};

}  // namespace krm::mock
