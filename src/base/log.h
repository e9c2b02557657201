// Writes what the program says about itself to one file descriptor (stderr). Each event is one
// line, unless it has Lines.
//
// There are two formats. Text is for people: it is the message alone, with "warning: " or "error: "
// before it for these levels. A script that waits for the server may match
// "listening on http://...". Json is one object on each line, with "time", "level" and "message".
// Both write \xNN for a byte that is not printable ASCII, so that no one can forge a line.
//
// Never give it random bytes, secrets, signatures or attestation documents.
//
// Thread-safety: all members may be called from any thread, and lines never mix. A reader that does
// not read stops nobody. A line that finds no room is dropped. How many were is said as soon as
// there is room again, and once more when the log ends.
#pragma once

#include <fmt/core.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/line_sink.h"

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
  // Drops events below `threshold`. It does not close `descriptor`. `clock` must outlive the log.
  Log(int descriptor, LogFormat format, Level threshold, const Clock& clock);

  // Writes an event that is a message alone.
  template <typename... Args>
  void say(Level level, fmt::format_string<Args...> format, Args&&... args) const {
    if (level >= threshold_) vsay(level, format, fmt::make_format_args(args...));
  }

  // Holds what a client has said. The text format puts it in quotes.
  struct Quoted {
    std::string text;
  };
  // Holds several lines. The text format writes them below the event, indented, under their name,
  // so such parts must come last. An event has room for 3,840 bytes, which are written at once.
  // Lines that do not fit are cut, and "..." stands in their place.
  struct Lines {
    std::string text;
  };
  using Value = std::variant<std::string, Quoted, Lines, std::int64_t>;
  using Fields = std::vector<std::pair<std::string_view, Value>>;
  // Writes an event that also has parts, at level info. The text format puts the time first, and
  // writes the parts behind the message as name=value. In json the parts are members of the object,
  // either numbers or strings.
  void record(std::string_view message, const Fields& fields) const {
    if (Level::info >= threshold_) write(Level::info, message, fields);
  }

  // Returns how many lines found no reader.
  std::size_t dropped() const { return sink_.dropped(); }

 private:
  void vsay(Level level, fmt::string_view format, fmt::format_args args) const;
  void write(Level level, std::string_view message, const Fields& fields) const;
  std::string line(Level level, std::string_view message, const Fields& fields) const;

  const LogFormat format_;
  const Level threshold_;
  const Clock& clock_;
  mutable LineSink sink_;
};

// Returns `time` as 2026-11-24T07:15:00.123Z.
std::string iso8601(WallTime time);

}  // namespace krm::base
