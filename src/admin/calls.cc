// The logical calls of the journal.
#include <algorithm>
#include <utility>

#include "admin/resources.h"
#include "admin/selection.h"
#include "contract/timeline.h"
#include "mock/logical_calls.h"

namespace krm::admin {
namespace {

using scenario::Call;

struct Calls : Page {
  static constexpr std::string_view name = "Calls";
  static void members(auto& member) {
    member("calls", &Calls::calls, "in the order of their first requests");
    page_members(member);
  }
  std::vector<mock::CallView> calls{};
};

bool is_wanted(const Call& call, const Query& query) {
  if (call.first_id() <= query.since) return false;
  if (query.outcome && call.outcome() != *query.outcome) return false;
  return std::ranges::any_of(call.attempts,
                             [&](const scenario::Attempt& one) { return matches(one, query); });
}

std::optional<Reply> list_calls(const Control& control, const Ask& ask) {
  const auto selection = read_journal(control, ask, 0);
  if (!selection) return selection.error();
  if (selection->is_unsettled) return std::nullopt;
  auto found = mock::logical_calls(selection->reading.records);
  std::erase_if(found, [&](const Call& one) { return !is_wanted(one, ask.query); });
  const auto page = page_of(found.size(), selection->reading.dropped, ask);
  if (!page) return std::nullopt;
  if (ask.query.calls_format == CallsFormat::text) {
    return Reply{.body = contract::timeline(found, ask.query.limit, page->dropped),
                 .type = "text/plain; charset=utf-8"};
  }
  Calls calls{*page};
  found.resize(std::min(found.size(), ask.query.limit));
  for (const Call& call : found) {
    calls.calls.push_back(mock::call_view(call));
    calls.next = call.first_id();
  }
  return json(calls);
}

}  // namespace

Resource calls() {
  return {"/calls",
          {{.name = "GET",
            .summary = "Lists the logical calls: the attempts that an SDK makes for one call.",
            .query = {"tenant", "since", "rule", "operation", "status", "error", "outcome", "limit",
                      "min", "wait", "settle", "format of calls"},
            .outcomes = {{200, "The calls.", document::shape_of<Calls>, "text/plain"},
                         {409, "The server keeps no journal."}},
            .answer = list_calls,
            .waits = true}}};
}

}  // namespace krm::admin
