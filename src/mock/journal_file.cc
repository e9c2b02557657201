#include "mock/journal_file.h"

#include <fmt/format.h>

#include <utility>

#include "mock/contract.h"
#include "mock/request_view.h"

namespace krm::mock {

tl::expected<void, std::string> JournalFile::open(const std::string& path) {
  path_ = path;
  return file_.open(path).map_error(
      [&](const std::string& why) { return fmt::format("cannot write {}: {}", path, why); });
}

void JournalFile::write_contract(const ActiveScenario& active) {
  const std::scoped_lock lock(mutex_);  // until it is written, no entry may be
  if (!contracts_.insert(active.digest()).second) return;
  if (const auto written = file_.write(to_line(contract_of(active))); !written) {
    contracts_.erase(active.digest());
  }
}

void JournalFile::write(const Record& record, bool shows_payload) {
  const auto& active = record.entry->active;
  if (active && active->scenario->expect) write_contract(*active);
  const auto written =
      file_.write(document::to_json_line(request_view(record, {.payload = shows_payload})));
  if (written) return;
  ++lost_;
  const std::scoped_lock lock(mutex_);
  if (std::exchange(trouble_, fmt::format("{}: {}", path_, written.error())).empty()) {
    log_.say(base::Level::error, "the journal misses entries from now on: {}", trouble_);
  }
}

std::string JournalFile::trouble() const {
  const std::scoped_lock lock(mutex_);
  return trouble_;
}

}  // namespace krm::mock
