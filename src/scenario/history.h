// A History is what one tenant's client did: its logical calls and their attempts. The journal
// makes it, expectations judge it, and reports show it.
//
// A logical call is what the user of an SDK calls once. Its attempts have one invocation id. A
// request without such an id is a call by itself.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace krm::scenario {

// How the delivery of a reply ended.
enum class Ended {
  sent,         // whole
  client_left,  // it closed, reset, or did not take the bytes in time
  closed,       // by a fault, before a byte of a reply
  reset,        // by a fault
  cut,          // by a fault, after a part of the reply
  stopped,      // by the end of the server
};
constexpr std::array<std::pair<std::string_view, Ended>, 6> words_of(Ended) {
  return {{{"sent", Ended::sent},
           {"client left", Ended::client_left},
           {"closed", Ended::closed},
           {"reset", Ended::reset},
           {"cut", Ended::cut},
           {"stopped", Ended::stopped}}};
}

// What a reply asks its client to wait.
struct RetryAfter {
  std::optional<std::chrono::milliseconds> in_milliseconds{};  // x-amz-retry-after
  std::optional<std::chrono::milliseconds> in_seconds{};       // Retry-After, a date included
  bool operator==(const RetryAfter&) const = default;
};

struct Attempt {
  std::uint64_t request = 0;                       // the id of its entry in the journal
  std::int64_t number = 1;                         // in the call; the server counts
  bool is_resent = false;                          // the HTTP client below the SDK sent it again
  std::string at{};                                // when it was decided, in real time
  std::chrono::nanoseconds arrived{0};             // on the server's clock
  std::optional<std::chrono::nanoseconds> left{};  // the end of its delivery; none: under way
  std::optional<Ended> ended{};                    // how; none: under way
  std::optional<std::int64_t> status{};            // none: no reply was sent
  std::string error{};                             // in the reply
  bool is_good = false;                            // a 200 that no fault has damaged
  RetryAfter retry_after{};
  std::string operation{};
  std::string rule{};               // that decided
  std::optional<bool> is_signed{};  // none: nobody looked
  bool operator==(const Attempt&) const = default;

  // Returns whether the client got all that it asked for.
  bool succeeded() const { return ended == Ended::sent && is_good; }
};

// A wait of the SDK between two attempts.
struct Wait {
  std::size_t attempt;  // where the one behind it stands
  std::int64_t retry;   // which it is of the call, from 1
  std::chrono::nanoseconds time;
};

struct Call {
  enum class Outcome {
    succeeded,  // the last attempt did
    failed,
    open,  // an attempt is under way
  };

  std::string tenant{};  // "-" for requests without an access key
  std::int64_t index = 0;
  std::string invocation_id{};
  std::string client{};             // "boto3 1.44.5", as far as it says
  std::vector<Attempt> attempts{};  // in the order of arrival; those that were resent as well

  Outcome outcome() const;
  // Returns whether nothing is under way, or was cut off by the end of the server.
  bool is_over() const;
  // Returns how many attempts the SDK made, those that the journal has lost included. Those that
  // were resent do not count.
  std::int64_t tries() const;
  // Returns where the attempt of that number stands, or else the last.
  std::size_t place_of(std::int64_t number) const;
  // Returns how long the client waited before that attempt, in real time: from the end of the
  // delivery before to its arrival. Nothing for the first, or while the one before is under way.
  std::optional<std::chrono::nanoseconds> gap_before(std::size_t attempt) const;
  // Returns the waits that can be judged. Where a client asked again before its reply had ended, it
  // did not wait for that reply, and nobody knows how long it waited.
  std::vector<Wait> waits() const;
  // Returns the time from the first arrival to the last end, or nothing while it is open.
  std::optional<std::chrono::nanoseconds> duration() const;
  std::uint64_t first_id() const;  // the smallest of its requests
};
constexpr std::array<std::pair<std::string_view, Call::Outcome>, 3> words_of(Call::Outcome) {
  return {{{"succeeded", Call::Outcome::succeeded},
           {"failed", Call::Outcome::failed},
           {"open", Call::Outcome::open}}};
}
constexpr std::string_view family_of(Call::Outcome) { return "outcome of a call"; }

// What a request says of the call that it belongs to.
struct AttemptOfCall {
  std::string tenant{};
  std::string invocation_id{};  // empty: none
  std::int64_t call = 0;        // its index
  std::string client{};
  Attempt attempt{};
};

// Joins attempts. Returns the calls in the order of their first requests. REQUIRES: `attempts` are
// in the order of their requests.
std::vector<Call> join(std::vector<AttemptOfCall> attempts);

struct History {
  std::string tenant{};
  std::vector<Call> calls{};
  std::int64_t calls_made = 0;  // those of which nothing is kept included
  std::uint64_t lost = 0;       // requests that the journal has no more
  std::uint64_t requests() const;
};

}  // namespace krm::scenario
