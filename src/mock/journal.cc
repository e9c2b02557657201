#include "mock/journal.h"

#include <algorithm>
#include <utility>

#include "mock/active_scenario.h"
#include "mock/journal_file.h"
#include "mock/tally.h"

namespace krm::mock {
namespace {

template <typename Place>
std::uint64_t id_of(Place place) {
  return place->record.entry->id;
}

constexpr std::size_t of_the_allocator = 128;  // for the pieces that an entry is made of

}  // namespace

Journal::Journal(JournalSettings settings, JournalFile* file, Tally* tally)
    : settings_(settings), file_(file), tally_(tally) {}

Journal::~Journal() = default;

Journal::Opened Journal::open(Part* part, std::shared_ptr<Entry> entry) {
  std::size_t size = entry->size() + sizeof(Held) + of_the_allocator;
  Opened opened;
  {
    const std::scoped_lock lock(mutex_);
    entry->id = ++last_id_;
    opened.entry_ = std::move(entry);
    if (part == nullptr || part->is_over_ || !is_kept()) return opened;
    // Where another scenario is taken up, its first entry stands for the memory that its entries
    // keep alive.
    const ActiveScenario* active = opened.entry_->active.get();
    const ActiveScenario* before = std::exchange(part->last_scenario_, active);
    if (before != nullptr && before != active) size += active->size();
    open_.push_back({{opened.entry_, {}}, part, size});
    opened.place_ = std::prev(open_.end());
    part->held_.push_back(*opened.place_);
    ++part->open_;
    bytes_ += size;
    keep_to_the_bound();
    part->changes_.raise();
    changes_.raise();
  }
  return opened;
}

void Journal::amend(Opened& opened, std::shared_ptr<const Entry> entry) {
  const std::size_t before = opened.entry_->size();
  const std::size_t after = entry->size();
  opened.entry_ = std::move(entry);
  if (!opened.place_) return;
  const std::scoped_lock lock(mutex_);
  Held& held = **opened.place_;
  held.record.entry = opened.entry_;
  held.size += after - before;
  bytes_ += after - before;
}

void Journal::close(const Opened& opened, const Ending& ending) {
  const Entry& entry = *opened.entry_;
  if (file_ != nullptr) file_->write({opened.entry_, ending}, settings_.shows_payload);
  if (tally_ != nullptr) tally_->count(entry, ending);
  if (!opened.place_) return;
  const Place place = *opened.place_;
  const std::scoped_lock lock(mutex_);
  place->record.ending = ending;
  if (place->part == nullptr) {
    bytes_ -= place->size;
    open_.erase(place);
    return;
  }
  closed_.splice(closed_.end(), open_, place);
  --place->part->open_;
  place->part->changes_.raise();
  changes_.raise();
  keep_to_the_bound();
}

void Journal::keep_to_the_bound() {
  while (bytes_ > settings_.bytes && !closed_.empty()) {
    ++closed_.front().part->dropped_;
    ++dropped_;
    remove(closed_.begin());
  }
}

// Removes a closed entry. Most are the first of their tenant. To look for another one takes
// longest: nobody has touched its memory for long.
void Journal::remove(Place place) {
  auto& held = place->part->held_;
  if (held.front() == place) {
    held.pop_front();
  } else {
    held.erase(std::ranges::lower_bound(held, id_of(place), {}, id_of<Place>));
  }
  bytes_ -= place->size;
  closed_.erase(place);
}

void Journal::forget_all(Part& part) {
  for (const Place place : part.held_) {
    place->part = nullptr;
    if (!place->record.ending) continue;  // close() removes it
    bytes_ -= place->size;
    closed_.erase(place);
  }
  part.held_.clear();
  part.open_ = 0;
  part.last_scenario_ = nullptr;
}

void Journal::clear(Part& part) {
  {
    const std::scoped_lock lock(mutex_);
    forget_all(part);
    part.dropped_ = 0;
  }
  part.changes_.raise();
  changes_.raise();
}

void Journal::end(Part& part) {
  {
    const std::scoped_lock lock(mutex_);
    forget_all(part);
    part.is_over_ = true;
  }
  part.changes_.raise();
  changes_.raise();
}

std::uint64_t Journal::lose(Part& part) {
  std::uint64_t lost = 0;
  {
    const std::scoped_lock lock(mutex_);
    lost = part.held_.size() + part.dropped_;
    dropped_ += part.held_.size();
    dropped_with_tenants_ += lost;
  }
  end(part);
  return lost;
}

void Journal::forget(Part& part) {
  const std::scoped_lock lock(mutex_);
  forget_all(part);
}

Journal::Reading Journal::read(std::span<const std::shared_ptr<Part>> parts, std::uint64_t since,
                               const Wanted& wanted, std::size_t most) const {
  Reading reading;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& part : parts) {
      reading.dropped += part->dropped_;
      auto from = std::ranges::upper_bound(part->held_, since, {}, id_of<Place>);
      for (std::size_t left = most; left > 0 && from != part->held_.end(); ++from) {
        const Record& record = (*from)->record;
        if (wanted && !wanted(record)) continue;
        reading.records.push_back(record);
        --left;
      }
    }
  }
  if (parts.size() > 1) {
    std::ranges::sort(reading.records, {}, [](const Record& one) { return one.entry->id; });
    reading.records.resize(std::min(reading.records.size(), most));
  }
  return reading;
}

std::optional<Record> Journal::find(std::span<const std::shared_ptr<Part>> parts,
                                    std::uint64_t id) const {
  const std::scoped_lock lock(mutex_);
  for (const auto& part : parts) {
    const auto found = std::ranges::lower_bound(part->held_, id, {}, id_of<Place>);
    if (found != part->held_.end() && id_of(*found) == id) return (*found)->record;
  }
  return std::nullopt;
}

bool Journal::has_open(std::span<const std::shared_ptr<Part>> parts) const {
  const std::scoped_lock lock(mutex_);
  return std::ranges::any_of(parts, [](const auto& part) { return part->open_ > 0; });
}

Journal::Figures Journal::figures() const {
  const std::scoped_lock lock(mutex_);
  return {open_.size() + closed_.size(), bytes_, dropped_, dropped_with_tenants_};
}

}  // namespace krm::mock
