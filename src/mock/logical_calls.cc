#include "mock/logical_calls.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/log.h"
#include "mock/request_view.h"

namespace krm::mock {
namespace {

CallView::Attempt attempt_view(const LogicalCall& call, std::size_t place) {
  const auto& [entry, ending] = call.attempts[place];
  CallView::Attempt view{.request = entry->id,
                         .attempt = entry->attempt,
                         .resent = entry->is_resent,
                         .at = base::iso8601(entry->at),
                         .status = entry->status,
                         .error = owned(entry->error),
                         .rule = owned(rule_of(*entry))};
  if (const auto gap = call.gap_before(place)) view.gap_ms = in_milliseconds(*gap);
  if (ending) {
    view.ended = ending->how;
    view.ms = in_milliseconds(ending->at - entry->arrived);
  }
  return view;
}

}  // namespace

LogicalCall::Outcome LogicalCall::outcome() const {
  const auto is_open = [](const Record& one) { return !one.ending; };
  if (std::ranges::any_of(attempts, is_open)) return Outcome::open;
  const Record& last = attempts.back();
  const bool is_whole = last.ending->how == Ending::How::sent;
  return is_whole && last.entry->answers_well() ? Outcome::succeeded : Outcome::failed;
}

std::uint64_t LogicalCall::first_id() const {
  const auto id_of = [](const Record& one) { return one.entry->id; };
  return std::ranges::min(attempts, {}, id_of).entry->id;
}

std::optional<base::Nanoseconds> LogicalCall::gap_before(std::size_t attempt) const {
  if (attempt == 0 || !attempts[attempt - 1].ending) return std::nullopt;
  return std::max(base::Nanoseconds(0),
                  attempts[attempt].entry->arrived - attempts[attempt - 1].ending->at);
}

std::vector<LogicalCall> logical_calls(std::span<const Record> records) {
  std::vector<LogicalCall> calls;
  using Name = std::pair<std::string_view, std::string_view>;  // tenant and invocation
  std::map<Name, std::size_t> places;
  for (const Record& record : records) {
    const Entry& entry = *record.entry;
    const auto invocation = entry[Entry::invocation_id];
    std::size_t place = calls.size();
    if (invocation) {
      place =
          places.try_emplace({entry[Entry::tenant].value_or(""), *invocation}, place).first->second;
    }
    if (place == calls.size()) calls.emplace_back();
    calls[place].attempts.push_back(record);
  }
  const auto arrived = [](const Record& one) { return one.entry->arrived; };
  for (LogicalCall& call : calls) std::ranges::stable_sort(call.attempts, {}, arrived);
  return calls;
}

CallView call_view(const LogicalCall& call) {
  const Entry& first = *call.attempts.front().entry;
  CallView view{.tenant = std::string(first[Entry::tenant].value_or("-")),
                .index = first.call,
                .invocation_id = owned(first[Entry::invocation_id]),
                .outcome = call.outcome()};
  for (std::size_t i = 0; i < call.attempts.size(); ++i) {
    view.attempts.push_back(attempt_view(call, i));
    view.resends += call.attempts[i].entry->is_resent ? 1 : 0;
  }
  if (view.outcome != LogicalCall::Outcome::open) {
    view.ms = in_milliseconds(call.attempts.back().ending->at - first.arrived);
  }
  return view;
}

}  // namespace krm::mock
