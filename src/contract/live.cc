#include "contract/live.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <span>
#include <utility>

#include "mock/logical_calls.h"
#include "mock/tenant.h"

namespace krm::contract {
namespace {

// Entries from before the tenant took the scenario up are not about it.
mock::Journal::Reading entries_of(mock::Tenant& tenant, const mock::Journal& journal) {
  const std::string& digest = tenant.active().digest();
  const auto is_of_now = [&](const mock::Record& record) {
    const auto& active = record.entry->active;
    return active == tenant.shared_active() || (active && active->digest() == digest);
  };
  return journal.read(std::span(&tenant.journal(), 1), 0, is_of_now);
}

scenario::History history_of(mock::Tenant& tenant, const mock::Journal& journal) {
  const auto reading = entries_of(tenant, journal);
  scenario::History history{.tenant = std::string(tenant.shown()),
                            .calls = mock::logical_calls(reading.records),
                            .lost = reading.dropped};
  history.calls_made = static_cast<std::int64_t>(history.calls.size());
  if (history.lost > 0 || !journal.is_kept()) {
    const auto begun =
        tenant.look([](const mock::TenantState& state, const auto&) { return state.calls_begun; });
    history.calls_made = std::max(history.calls_made, begun);
  }
  if (!journal.is_kept()) history.lost = static_cast<std::uint64_t>(history.calls_made);
  return history;
}

bool calls(const scenario::History& history) { return history.calls_made > 0; }

// Who has none comes last.
std::uint64_t first_request(const scenario::History& history) {
  if (history.calls.empty()) return std::numeric_limits<std::uint64_t>::max();
  return history.calls.front().first_id();
}

// What tenants did that were removed since the start-up scenario began.
std::vector<scenario::History> histories_of(const mock::RemovedTenants::Kept& removed,
                                            const mock::Journal& journal) {
  std::vector<scenario::History> histories;
  histories.reserve(removed.tenants.size() + 1);
  for (const auto& tenant : removed.tenants) histories.push_back(history_of(*tenant, journal));
  if (removed.lost > 0) {
    histories.push_back({.tenant = "(others that were removed)",
                         .calls_made = static_cast<std::int64_t>(removed.lost),
                         .lost = removed.lost});
  }
  return histories;
}

struct Group {
  std::shared_ptr<const mock::ActiveScenario> active;
  std::vector<scenario::History> histories{};
};

}  // namespace

std::vector<Judgement> judge_now(const mock::Tenants& tenants, const mock::Journal& journal,
                                 const CutShort& cut_short) {
  std::vector<Group> groups;
  if (const auto active = tenants.active(); active->scenario->expect) {
    groups.push_back({active, histories_of(tenants.removed(), journal)});
  }
  for (const auto& [tenant, is_issued] : tenants.all()) {
    const auto& active = tenant->shared_active();
    if (!active->scenario->expect) continue;
    auto history = history_of(*tenant, journal);
    if (!calls(history) && !is_issued) continue;
    const auto same = [&](const Group& one) { return one.active->digest() == active->digest(); };
    auto group = std::ranges::find_if(groups, same);
    if (group == groups.end()) group = groups.insert(group, {active});
    group->histories.push_back(std::move(history));
  }
  std::vector<Judgement> judgements;
  for (Group& group : groups) {
    if (std::ranges::any_of(group.histories, calls)) {
      std::erase_if(group.histories, [](const auto& one) { return !calls(one); });
    }
    std::ranges::stable_sort(group.histories, {}, first_request);
    judgements.push_back(
        judge(mock::contract_of(*group.active), std::move(group.histories), cut_short));
  }
  return judgements;
}

std::optional<Judgement> judge_now(mock::Tenant& tenant, const mock::Journal& journal) {
  const auto& active = tenant.shared_active();
  if (!active->scenario->expect) return std::nullopt;
  return judge(mock::contract_of(*active), {history_of(tenant, journal)});
}

bool is_something_open(const mock::Tenants& tenants, const mock::Journal& journal,
                       const std::optional<std::string>& shown) {
  std::vector<std::shared_ptr<mock::Journal::Part>> parts;
  for (const auto& [tenant, is_issued] : tenants.all()) {
    const bool is_meant =
        shown ? tenant->shown() == *shown : tenant->active().scenario->expect.has_value();
    if (is_meant) parts.push_back(tenant->journal());
  }
  if (!shown) {
    for (const auto& tenant : tenants.removed().tenants) parts.push_back(tenant->journal());
  }
  return journal.has_open(parts);
}

}  // namespace krm::contract
