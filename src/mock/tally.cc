#include "mock/tally.h"

#include <algorithm>

#include "aws/operations.h"
#include "kms/model.h"
#include "mock/active_scenario.h"

namespace krm::mock {
namespace {

std::string_view operation_label(const Entry& entry) {
  const std::string_view target = entry[Entry::target].value_or("");
  if (!target.starts_with(kms::target_prefix)) return "other";
  const auto name = target.substr(kms::target_prefix.size());
  const auto known = std::ranges::lower_bound(aws::operations, name);
  return known != aws::operations.end() && *known == name ? *known : "other";
}

// As the access log has it, except that all grants are one.
std::string_view reply_label(const Entry& entry) {
  if (!entry.error.empty()) return entry.error;
  if (!entry.payload.empty()) return "200";
  if (entry.status && entry.is_canned) return "reply";
  if (entry.status) return *entry.status == 200 ? "200" : "other";
  if (entry.wanted_end == Ending::How::reset) return "reset";
  return entry.is_garbage ? "garbage" : "close";
}

}  // namespace

void Tally::count(const Entry& entry, const Ending& ending) {
  const double seconds = std::chrono::duration<double>(ending.at - entry.arrived).count();
  const auto range = std::ranges::lower_bound(bounds, seconds) - bounds.begin();
  const std::scoped_lock lock(mutex_);
  ++figures_.requests[{operation_label(entry), reply_label(entry)}];
  ++figures_.in_time.at(static_cast<std::size_t>(range));
  figures_.seconds += seconds;
  const scenario::Rule* rule = entry.rule_that_fired();
  if (rule == nullptr) return;
  for (const scenario::Fault& fault : rule->faults) {
    ++figures_.faults[std::visit([]<typename F>(const F&) { return F::name; }, fault.value)];
  }
}

Tally::Figures Tally::figures() const {
  const std::scoped_lock lock(mutex_);
  return figures_;
}

}  // namespace krm::mock
