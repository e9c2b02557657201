#include "mock/tenant_state.h"

#include <fmt/format.h>

#include <utility>

#include "base/duration.h"

namespace krm::mock {

base::Milliseconds TenantState::elapsed(const Moment& now) const {
  if (!began) return base::Milliseconds(0);
  return std::chrono::duration_cast<base::Milliseconds>(now.monotonic - *began);
}

void TenantState::begin(const Moment& now) {
  if (began) return;
  began = now.monotonic;
  account.quota.begin(now.monotonic);
}

void TenantState::let_pass(const scenario::Scenario& scenario, const Moment& now) {
  if (!began) return;
  const base::Milliseconds until = elapsed(now);
  const auto& timeline = scenario.timeline;
  for (; next_event < timeline.size() && timeline[next_event].at <= until; ++next_event) {
    const scenario::TimelineEvent& event = timeline[next_event];
    const std::string by = fmt::format("timeline at {}", base::to_text(event.at));
    for (const auto& [id, to] : event.key_stores) {
      move_store(id, to, by, now.wall - (until - event.at));
    }
  }
}

void TenantState::move_store(std::string_view id, kms::ConnectionState to, std::string_view by,
                             base::WallTime at) {
  const auto store = account.key_stores.find(id);
  if (store == account.key_stores.end() || store->second.state == to) return;
  const kms::ConnectionState from = std::exchange(store->second.state, to);
  store_moves.insert_or_assign(std::string(id), StoreMove{at, std::string(by)});
  news.push_back({std::string(id), from, to, std::string(by)});
}

void TenantState::copy_from(const TenantState& other) {
  began = other.began;
  account = other.account;
  store_moves = other.store_moves;
  next_event = other.next_event;
  requests = other.requests;
  calls_begun = other.calls_begun;
  last_seen = other.last_seen;
  counts = other.counts;
  next_place = other.next_place;
  calls.copy_from(other.calls);
}

}  // namespace krm::mock
