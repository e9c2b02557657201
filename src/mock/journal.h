// The journal: what every request was, and what became of it. An entry is opened before the first
// byte of its reply leaves, so whoever has a reply finds it. It is closed when the delivery has
// ended.
//
// It is bounded in bytes. The entry that closed first goes first; an open one never goes. What goes
// is counted for its tenant.
//
// Thread-safety: any thread may call all members.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "base/change_signal.h"
#include "mock/entry.h"

namespace krm::mock {

class JournalFile;
class Tally;

struct Record {
  std::shared_ptr<const Entry> entry;
  std::optional<Ending> ending;  // none: the reply is under way
};

struct JournalSettings {
  std::size_t bytes = std::size_t{64} << 20;  // 0: nothing is kept
  bool shows_payload = false;
};

class Journal {
 private:
  struct Held;
  using Place = std::list<Held>::iterator;

 public:
  // The entries of one tenant. The journal must outlive it.
  class Part {
   public:
    Part(Journal& journal, std::uint64_t dropped) : journal_(journal), dropped_(dropped) {}
    ~Part() { journal_.forget(*this); }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    base::ChangeSignal& changes() { return changes_; }

   private:
    friend class Journal;

    Journal& journal_;
    std::deque<Place> held_;  // by id
    std::size_t open_ = 0;    // among them
    const ActiveScenario* last_scenario_ = nullptr;
    std::uint64_t dropped_;
    bool is_over_ = false;
    base::ChangeSignal changes_;
  };

  // Both may be null. They must outlive the journal.
  explicit Journal(JournalSettings settings = {}, JournalFile* file = nullptr,
                   Tally* tally = nullptr);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // Returns an empty part of which so many entries are lost already.
  std::shared_ptr<Part> new_part(std::uint64_t dropped = 0) {
    return std::make_shared<Part>(*this, dropped);
  }

  // An entry that is open.
  class Opened {
   public:
    const Entry& entry() const { return *entry_; }

   private:
    friend class Journal;
    std::shared_ptr<const Entry> entry_;
    std::optional<Place> place_;
  };
  // Opens the entry and gives it its id. Those of a part that is over are not kept.
  Opened open(Part* part, std::shared_ptr<Entry> entry);
  // Puts another entry in the place of an open one, of which more is known now. It has the same id.
  void amend(Opened& opened, std::shared_ptr<const Entry> entry);
  void close(const Opened& opened, const Ending& ending);

  struct Reading {
    std::vector<Record> records;  // by id
    std::uint64_t dropped = 0;
  };
  using Wanted = std::function<bool(const Record&)>;
  // Returns what these parts hold with an id above `since`, all at one moment. Leaves out what is
  // not `wanted`, and stops after the first `most`.
  Reading read(std::span<const std::shared_ptr<Part>> parts, std::uint64_t since = 0,
               const Wanted& wanted = {},
               std::size_t most = std::numeric_limits<std::size_t>::max()) const;
  // Returns the record of that id, if the journal has it.
  std::optional<Record> find(std::span<const std::shared_ptr<Part>> parts, std::uint64_t id) const;

  // Returns whether one of these parts has an open entry.
  bool has_open(std::span<const std::shared_ptr<Part>> parts) const;

  // Empties a part: what it held is not counted as dropped.
  void clear(Part& part);
  // The same, and it takes no more.
  void end(Part& part);
  // The same, and what it held counts as dropped. Returns how many entries are lost with it.
  std::uint64_t lose(Part& part);

  bool is_kept() const { return settings_.bytes > 0; }
  bool shows_payload() const { return settings_.shows_payload; }

  // Is raised when an entry of any part is opened or closed.
  base::ChangeSignal& changes() { return changes_; }

  struct Figures {
    std::size_t entries;
    std::size_t bytes;
    std::uint64_t dropped;       // of all tenants
    std::uint64_t with_tenants;  // those among them whose tenants went with them
  };
  Figures figures() const;

 private:
  struct Held {
    Record record;
    Part* part;  // null: nobody looks for it any more
    std::size_t size;
  };

  // REQUIRE: the caller holds the mutex.
  void keep_to_the_bound();
  void remove(Place place);
  void forget_all(Part& part);

  void forget(Part& part);

  const JournalSettings settings_;
  JournalFile* const file_;
  Tally* const tally_;
  base::ChangeSignal changes_;
  mutable std::mutex mutex_;
  std::uint64_t last_id_ = 0;
  std::list<Held> open_;
  std::list<Held> closed_;  // in the order in which they closed
  std::size_t bytes_ = 0;
  std::uint64_t dropped_ = 0;
  std::uint64_t dropped_with_tenants_ = 0;
};

}  // namespace krm::mock
