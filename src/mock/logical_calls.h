// Logical calls: the attempts that an SDK makes for one call of its user, joined by the invocation
// id that it sends. A request without one is a call by itself.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "document/view.h"
#include "mock/journal.h"

namespace krm::mock {

struct LogicalCall {
  enum class Outcome {
    succeeded,  // the last attempt got a whole 200, and no fault had damaged what was in it
    failed,
    open,  // an attempt is under way
  };

  std::vector<Record> attempts;  // in the order of arrival; those that were resent as well

  Outcome outcome() const;
  // Returns how long the client waited before that attempt, in real time: from the end of the
  // delivery before to its arrival. Nothing for the first, or while the one before is under way.
  std::optional<base::Nanoseconds> gap_before(std::size_t attempt) const;
  std::uint64_t first_id() const;  // the smallest of its entries
};
constexpr std::array<std::pair<std::string_view, LogicalCall::Outcome>, 3> words_of(
    LogicalCall::Outcome) {
  return {{{"succeeded", LogicalCall::Outcome::succeeded},
           {"failed", LogicalCall::Outcome::failed},
           {"open", LogicalCall::Outcome::open}}};
}
constexpr std::string_view family_of(LogicalCall::Outcome) { return "outcome of a call"; }

// Returns the calls in the order of their first requests. REQUIRES: `records` are in the order of
// their ids.
std::vector<LogicalCall> logical_calls(std::span<const Record> records);

struct CallView {
  struct Attempt {
    static constexpr std::string_view name = "Attempt";
    static void members(auto& member) {
      member("request", &Attempt::request, "the id of its entry");
      member("attempt", &Attempt::attempt, "its number in the call, from 1");
      member("resent", &Attempt::resent, "the HTTP client below the SDK sent it again");
      member("at", &Attempt::at, "when it was decided, in real time");
      member("gap_ms", &Attempt::gap_ms, "how long the client waited before it, in real time");
      member("status", &Attempt::status, "of the reply; null: none was sent");
      member("error", &Attempt::error, "in the reply");
      member("rule", &Attempt::rule, "that decided");
      member("ended", &Attempt::ended, "how the delivery ended; null: it is under way");
      member("ms", &Attempt::ms, "from its arrival to that end");
    }
    std::uint64_t request = 0;
    std::int64_t attempt = 1;
    bool resent = false;
    std::string at{};
    std::optional<double> gap_ms{};
    std::optional<std::int64_t> status{};
    std::optional<std::string> error{};
    std::optional<std::string> rule{};
    std::optional<Ending::How> ended{};
    std::optional<double> ms{};
  };

  static constexpr std::string_view name = "Call";
  static void members(auto& member) {
    member("tenant", &CallView::tenant, "the access key ID, or -");
    member("index", &CallView::index, "of the tenant's logical calls, from 0");
    member("invocation_id", &CallView::invocation_id, "what the SDK calls it");
    member("outcome", &CallView::outcome, "of its last attempt");
    member("attempts", &CallView::attempts, "in the order of arrival, resent ones included");
    member("resends", &CallView::resends, "how many of them were resent");
    member("ms", &CallView::ms, "from the first arrival to the last end; null: not over yet");
  }
  std::string tenant{};
  std::int64_t index = 0;
  std::optional<std::string> invocation_id{};
  LogicalCall::Outcome outcome{};
  std::vector<Attempt> attempts{};
  std::int64_t resends = 0;
  std::optional<double> ms{};
};

CallView call_view(const LogicalCall& call);

}  // namespace krm::mock
