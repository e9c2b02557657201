#include "mock/tenant_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/duration.h"

namespace krm::mock {
namespace {

// Returns the store to which something happens first by itself, or the end.
kms::KeyStores::iterator next_due(kms::KeyStores& stores) {
  auto first = stores.end();
  for (auto one = stores.begin(); one != stores.end(); ++one) {
    const auto& next = one->second.next;
    if (next && (first == stores.end() || next->at < first->second.next->at)) first = one;
  }
  return first;
}

// Returns what put a store into a state that it leaves by itself.
std::string_view cause_of_leaving(kms::ConnectionState state) {
  return state == kms::ConnectionState::connecting ? "ConnectCustomKeyStore"
                                                   : "DisconnectCustomKeyStore";
}

// Remembers a move, if it is one.
void note(TenantState& state, kms::KeyStores::iterator store, kms::ConnectionState from,
          std::string_view by, base::WallTime at) {
  const auto& [id, now] = *store;
  if (from == now.state) return;
  state.store_moves.insert_or_assign(id, StoreMove{at, std::string(by)});
  state.news.push_back({id, from, now.state, std::string(by)});
}

}  // namespace

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
  const auto wall_at = [&](base::Nanoseconds at) {
    return now.wall - std::chrono::duration_cast<base::WallTime::duration>(now.monotonic - at);
  };
  for (;;) {
    const auto* event =
        next_event < scenario.timeline.size() ? &scenario.timeline[next_event] : nullptr;
    const auto store = next_due(account.key_stores);
    const bool has_store = store != account.key_stores.end();
    const base::Nanoseconds event_at = event ? *began + event->at : base::Nanoseconds::max();
    const base::Nanoseconds store_at =
        has_store ? store->second.next->at : base::Nanoseconds::max();
    if (std::min(event_at, store_at) > now.monotonic) return;
    if (event_at <= store_at) {
      const std::string by = fmt::format("timeline at {}", base::to_text(event->at));
      for (const auto& [id, to] : event->key_stores) move_store(id, to, by, wall_at(event_at));
      ++next_event;
    } else {
      const kms::ConnectionState from = store->second.state;
      kms::let_pass(store->second, now.monotonic);
      note(*this, store, from, cause_of_leaving(from), wall_at(store_at));
    }
  }
}

void TenantState::move_store(std::string_view id, kms::ConnectionState to, std::string_view by,
                             base::WallTime at) {
  const auto store = account.key_stores.find(id);
  if (store == account.key_stores.end()) return;
  const kms::ConnectionState from = store->second.state;
  kms::move(store->second, to);
  note(*this, store, from, by, at);
}

std::string TenantState::carry_out(const kms::Operation& operation, const kms::Asked& asked,
                                   const Moment& now) {
  auto& stores = account.key_stores;
  const auto store = stores.find(asked.custom_key_store_id.value_or(""));
  if (store == stores.end()) return operation.answer(asked, stores, now.monotonic);
  const kms::ConnectionState from = store->second.state;
  std::string body = operation.answer(asked, stores, now.monotonic);
  note(*this, store, from, operation.name, now.wall);
  return body;
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
