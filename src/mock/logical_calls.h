// The logical calls of the journal: the attempts that an SDK makes for one call of its user.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "document/view.h"
#include "mock/journal.h"
#include "mock/request_view.h"
#include "scenario/history.h"

namespace krm::mock {

// Returns the calls in the order of their first requests. REQUIRES: `records` are in the order of
// their ids.
std::vector<scenario::Call> logical_calls(std::span<const Record> records);

// Returns what such a line of the journal's file says. logical_calls() joins the same attempts.
scenario::AttemptOfCall attempt_in(const RequestView& line);

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
    std::optional<scenario::Ended> ended{};
    std::optional<double> ms{};
  };

  static constexpr std::string_view name = "Call";
  static void members(auto& member) {
    member("tenant", &CallView::tenant, "the access key ID, or -");
    member("index", &CallView::index, "of the tenant's logical calls, from 0");
    member("invocation_id", &CallView::invocation_id, "what the SDK calls it");
    member("operation", &CallView::operation, "of its first attempt");
    member("outcome", &CallView::outcome, "of its last attempt");
    member("attempts", &CallView::attempts, "in the order of arrival, resent ones included");
    member("resends", &CallView::resends, "how many of them were resent");
    member("ms", &CallView::ms, "from the first arrival to the last end; null: not over yet");
  }
  std::string tenant{};
  std::int64_t index = 0;
  std::optional<std::string> invocation_id{};
  std::optional<std::string> operation{};
  scenario::Call::Outcome outcome{};
  std::vector<Attempt> attempts{};
  std::int64_t resends = 0;
  std::optional<double> ms{};
};

CallView call_view(const scenario::Call& call);
// Returns the call that such a view shows. Its times count from the first arrival.
scenario::Call call_in(const CallView& view);

}  // namespace krm::mock
