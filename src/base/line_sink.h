// Writes whole lines to a descriptor, and waits for no reader. A line that finds no room is
// dropped. How many were is said as soon as there is room again, and once more at the end.
//
// Thread-safety: any thread may call write(), and lines never mix.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>

#include "base/event.h"

namespace krm::base {

class LineSink {
 public:
  // Returns the line that says how many were dropped: since it was last said, or in all.
  struct Wording {
    std::function<std::string(std::size_t count)> lately;
    std::function<std::string(std::size_t count)> in_all;
  };

  // Does not close `descriptor`. A pipe or a terminal is opened again, so that writing never waits,
  // whatever else writes there.
  LineSink(int descriptor, Wording wording);
  // Waits for a reader, for at most a second, if lines were dropped.
  ~LineSink();
  LineSink(const LineSink&) = delete;
  LineSink& operator=(const LineSink&) = delete;

  // Returns how many lines were dropped in all.
  std::size_t dropped() const;

  // Writes a line, or several that belong together, with their line feeds.
  void write(const std::string& lines);

 private:
  // REQUIRE: the caller holds the mutex.
  bool put(const std::string& lines);
  std::string told() const;
  void lose();

  void wait_and_tell();

  const int own_;         // of a pipe or a terminal; else -1
  const int descriptor_;  // where lines go: our own, or the one that was given
  const Wording wording_;
  Event end_;
  mutable std::mutex mutex_;
  std::condition_variable done_;
  std::string rest_;      // of a line that had room for its beginning
  std::size_t lost_ = 0;  // and not told of yet
  std::size_t lost_in_all_ = 0;
  bool telling_ = false;  // a thread waits for room
  bool gone_ = false;     // nobody can ever read
};

}  // namespace krm::base
