// What the program says about itself: one line an event, but for Lines, on one file descriptor
// (stderr).
//
// Two formats. Text is for people: the message alone, with "warning: " or "error: " before it where
// that applies; a log waiter may match "listening on http://...". Json is one object a line with
// "time", "level" and "message". What is not printable ASCII is written as \xNN in both, so that no
// one can forge a line.
//
// Never hand it random bytes, secrets, signatures or attestation documents.
//
// Thread-safety: all members may be called from any thread; lines are never torn. Nobody is held up
// by a reader that does not read: a line that finds no room is dropped, and the next that finds
// some says how many were.
#pragma once

#include <fmt/core.h>

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.h"

namespace krm::base {

enum class Level { debug, info, warning, error };

constexpr std::array<std::pair<std::string_view, Level>, 4> words_of(Level) {
  return {{{"debug", Level::debug},
           {"info", Level::info},
           {"warning", Level::warning},
           {"error", Level::error}}};
}
constexpr std::string_view family_of(Level) { return "log level"; }

enum class LogFormat { text, json };

constexpr std::array<std::pair<std::string_view, LogFormat>, 2> words_of(LogFormat) {
  return {{{"text", LogFormat::text}, {"json", LogFormat::json}}};
}
constexpr std::string_view family_of(LogFormat) { return "log format"; }

class Log {
 public:
  // `clock` must outlive the log; `descriptor` is not closed. Events below `threshold` are dropped.
  Log(int descriptor, LogFormat format, Level threshold, const Clock& clock)
      : descriptor_(descriptor), format_(format), threshold_(threshold), clock_(clock) {}

  template <typename... Args>
  void say(Level level, fmt::format_string<Args...> format, Args&&... args) const {
    if (level >= threshold_) vsay(level, format, fmt::make_format_args(args...));
  }

  // What a client has said, and so in quotes in text.
  struct Quoted {
    std::string text;
  };
  // A text of several lines. In text they follow the event, indented, under their name; such parts
  // come last. What would take the event beyond what is written at once, 3,840 bytes, is cut, with
  // "..." in its place.
  struct Lines {
    std::string text;
  };
  // An event with parts of its own, at level info. In text the time stands in front and the parts
  // follow as name=value; in json they are members, numbers and texts.
  using Value = std::variant<std::string, Quoted, Lines, std::int64_t>;
  using Fields = std::vector<std::pair<std::string_view, Value>>;
  void record(std::string_view message, const Fields& fields) const {
    if (Level::info >= threshold_) write(Level::info, message, fields);
  }

 private:
  void vsay(Level level, fmt::string_view format, fmt::format_args args) const;
  void write(Level level, std::string_view message, const Fields& fields) const;
  std::string line(Level level, std::string_view message, const Fields& fields) const;

  int descriptor_;
  LogFormat format_;
  Level threshold_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  mutable std::size_t lost_ = 0;
};

// 2026-11-24T07:15:00.123Z
std::string iso8601(WallTime time);

}  // namespace krm::base
