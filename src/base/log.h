// What the program says about itself: one line an event, on one file descriptor (stderr).
//
// Two formats. Text is for people: the message alone, with "warning: " or "error: " before it where
// that applies; a log waiter may match "listening on http://...". Json is one object a line with
// "time", "level" and "message".
//
// Never hand it random bytes, secrets, signatures or attestation documents. What came from a client
// goes through quoted(), so that no one can forge a line.
//
// Thread-safety: say() may be called from any thread; a line is one write and is never torn.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"

namespace krm::base {

enum class Level { debug, info, warning, error };
enum class LogFormat { text, json };

class Log {
 public:
  // `clock` must outlive the log; `descriptor` is not closed. Events below `threshold` are dropped.
  Log(int descriptor, LogFormat format, Level threshold, const Clock& clock)
      : descriptor_(descriptor), format_(format), threshold_(threshold), clock_(clock) {}

  template <typename... Args>
  void say(Level level, fmt::format_string<Args...> format, Args&&... args) const {
    if (level >= threshold_) write(level, fmt::format(format, std::forward<Args>(args)...));
  }

 private:
  // A line that cannot be written is lost: there is nowhere left to say so.
  void write(Level level, std::string_view message) const;

  int descriptor_;
  LogFormat format_;
  Level threshold_;
  const Clock& clock_;
};

// `text` in double quotes, control characters and everything that is not ASCII as \xNN, cut after
// `limit` bytes with "..." behind.
std::string quoted(std::string_view text, std::size_t limit = 128);

// 2026-11-24T07:15:00.123Z
std::string iso8601(WallTime time);

}  // namespace krm::base
