// The journal on disk: each entry as a line of JSON, as it closes. Before the first entry of a
// scenario with expectations stands a line with its contract. An entry whose line cannot be written
// is counted, and serving goes on.
//
// Thread-safety: any thread may call all members.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <tl/expected.hpp>

#include "base/append_file.h"
#include "base/log.h"
#include "mock/journal.h"

namespace krm::mock {

class JournalFile {
 public:
  // `log` must outlive it.
  explicit JournalFile(const base::Log& log) : log_(log) {}

  // Makes the file, or empties the one that is there. On failure returns one line that says why.
  tl::expected<void, std::string> open(const std::string& path);

  // Writes the line of a contract, unless it is there. REQUIRES: open() has succeeded, and the
  // scenario has expectations.
  void write_contract(const ActiveScenario& active);

  // Writes a line. On the first failure tells the log. REQUIRES: open() has succeeded.
  void write(const Record& record, bool shows_payload);

  // Returns how many entries have no line.
  std::uint64_t lost() const { return lost_; }
  // Returns why the last of them has none, or an empty text.
  std::string trouble() const;

 private:
  const base::Log& log_;
  std::string path_;
  base::AppendFile file_;
  std::atomic<std::uint64_t> lost_{0};
  mutable std::mutex mutex_;
  std::set<std::string> contracts_;  // by digest, those that are written
  std::string trouble_;
};

}  // namespace krm::mock
