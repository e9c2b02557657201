#include "base/log.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <climits>

#include "base/json_writer.h"
#include "base/quoting.h"
#include "base/words.h"

namespace krm::base {
namespace {

// A pipe that has any room has room for this much, so such a write does not wait.
constexpr std::size_t longest_line = PIPE_BUF - 256;

bool is_escaped_in_json(char c) { return c == '"' || c == '\\' || c == '\n'; }

// Returns the lines of `text`, escaped, with `line_break` between them. Ends with "..." when `room`
// is used up. JSON needs more room, because it escapes more characters.
std::string in_lines(std::string_view text, std::string_view line_break, std::size_t room,
                     LogFormat format) {
  std::string out;
  for (const char c : text) {
    const std::string one = c == '\n' ? std::string(line_break) : escaped({&c, 1});
    std::size_t needed = one.size();
    if (format == LogFormat::json) {
      needed += static_cast<std::size_t>(std::ranges::count_if(one, is_escaped_in_json));
    }
    if (needed > room) return out + "...";
    room -= needed;
    out += one;
  }
  return out;
}

// `room` is how many bytes the event has left for this part.
std::string in_text(const Log::Value& value, std::size_t room) {
  if (const auto* lines = std::get_if<Log::Lines>(&value)) {
    constexpr std::string_view indent = "\n    ";
    return std::string(indent) + in_lines(lines->text, indent, room, LogFormat::text);
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return escaped(*text);
  return quoted(std::get<Log::Quoted>(value).text, std::string::npos);
}

void put(JsonWriter& json, const Log::Value& value, std::size_t room) {
  if (const auto* lines = std::get_if<Log::Lines>(&value)) {
    json.put(in_lines(lines->text, "\n", room, LogFormat::json));
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    json.put(*number);
  } else {
    const auto* text = std::get_if<std::string>(&value);
    json.put(escaped(text != nullptr ? *text : std::get<Log::Quoted>(value).text));
  }
}

std::size_t room_behind(const std::string& line) {
  constexpr std::size_t key_and_marks = 64;
  return longest_line - std::min(longest_line, line.size() + key_and_marks);
}

}  // namespace

Log::Log(int descriptor, LogFormat format, Level threshold, const Clock& clock)
    : format_(format),
      threshold_(threshold),
      clock_(clock),
      sink_(descriptor,
            {.lately =
                 [this](std::size_t count) {
                   return line(Level::warning,
                               fmt::format("{} log lines found no reader and were dropped", count),
                               {});
                 },
             .in_all =
                 [this](std::size_t count) {
                   return line(
                       Level::warning,
                       fmt::format("{} log lines were dropped in all: nobody read them in time",
                                   count),
                       {});
                 }}) {}

std::string Log::line(Level level, std::string_view message, const Fields& fields) const {
  const std::string text = escaped(message).substr(0, longest_line / 2);
  if (format_ == LogFormat::json) {
    JsonWriter json;
    json.begin_object().member("time", iso8601(clock_.wall())).member("level", word_of(level));
    json.member("message", text);
    for (const auto& [key, value] : fields) {
      const std::size_t room = room_behind(json.text());
      put(json.key(key), value, room);
    }
    return json.end().text() + '\n';
  }
  std::string line;
  if (level >= Level::warning) line = fmt::format("{}: ", word_of(level));
  if (!fields.empty()) line = iso8601(clock_.wall()) + ' ';
  line += text;
  for (const auto& [key, value] : fields) {
    const bool of_its_own = std::holds_alternative<Lines>(value);
    line += fmt::format("{}{}{}{}", of_its_own ? "\n  " : " ", key, of_its_own ? ":" : "=",
                        in_text(value, room_behind(line)));
  }
  return line + '\n';
}

void Log::vsay(Level level, fmt::string_view format, fmt::format_args args) const {
  write(level, fmt::vformat(format, args), {});
}

void Log::write(Level level, std::string_view message, const Fields& fields) const {
  sink_.write(line(level, message, fields));
}

std::string iso8601(WallTime time) {
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count() % 1000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(time)), milliseconds);
}

}  // namespace krm::base
