#include "base/log.h"

#include <fmt/chrono.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <iterator>

#include "base/words.h"

namespace krm::base {
namespace {

// A pipe that has room at all has room for this much, so such a write does not wait.
constexpr std::size_t longest_line = PIPE_BUF - 256;

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7f) {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// Of printable text, a JSON string or what looks like one.
std::string in_quotes(std::string_view text) { return '"' + escaped(text) + '"'; }

// Its characters as `written`, with `line_break` between lines; "..." where there is no more room.
template <typename Written>
std::string in_lines(std::string_view text, std::string_view line_break, std::size_t room,
                     Written written) {
  std::string out;
  for (const char c : text) {
    const std::string one = c == '\n' ? std::string(line_break) : written({&c, 1});
    if (out.size() + one.size() > room) return out + "...";
    out += one;
  }
  return out;
}

// `room` is what an event has left for this part.
std::string in_text(const Log::Value& value, std::size_t room) {
  if (const auto* lines = std::get_if<Log::Lines>(&value)) {
    constexpr std::string_view indent = "\n    ";
    return std::string(indent) + in_lines(lines->text, indent, room, printable);
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return printable(*text);
  return quoted(std::get<Log::Quoted>(value).text, std::string::npos);
}

std::string in_json(const Log::Value& value, std::size_t room) {
  if (const auto* lines = std::get_if<Log::Lines>(&value)) {
    const auto written = [](std::string_view c) { return escaped(printable(c)); };
    return '"' + in_lines(lines->text, "\\n", room, written) + '"';
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  const auto* text = std::get_if<std::string>(&value);
  return in_quotes(printable(text != nullptr ? *text : std::get<Log::Quoted>(value).text));
}

std::size_t room_behind(const std::string& line) {
  constexpr std::size_t key_and_marks = 64;
  return longest_line - std::min(longest_line, line.size() + key_and_marks);
}

}  // namespace

std::string Log::line(Level level, std::string_view message, const Fields& fields) const {
  const std::string text = printable(message).substr(0, longest_line / 2);
  std::string line;
  if (format_ == LogFormat::json) {
    line = fmt::format(R"({{"time":"{}","level":"{}","message":{})", iso8601(clock_.wall()),
                       word_of(level), in_quotes(text));
    for (const auto& [key, value] : fields) {
      line += fmt::format(R"(,"{}":{})", key, in_json(value, room_behind(line)));
    }
    return line + "}\n";
  }
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

void Log::write(Level level, std::string_view message, const Fields& fields) const {
  const std::string event = line(level, message, fields);
  const std::lock_guard lock(mutex_);
  pollfd room{descriptor_, POLLOUT, 0};
  if (poll(&room, 1, 0) != 1 || (room.revents & POLLOUT) == 0) {
    ++lost_;
    return;
  }
  std::string lines;
  if (lost_ > 0) {
    lines = line(Level::warning,
                 fmt::format("{} log lines found no reader and were dropped", lost_), {});
  }
  lines += event;
  if (::write(descriptor_, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size())) {
    lost_ = 0;
  } else {
    ++lost_;
  }
}

std::string shortened(std::string_view text, std::size_t limit) {
  std::string out(text.substr(0, limit));
  if (text.size() > limit) out += "...";
  return out;
}

std::string quoted(std::string_view text, std::size_t limit) {
  std::string out = "\"";
  for (const char c : shortened(text, limit)) {
    if (c == '"' || c == '\\') out += '\\';
    out += printable({&c, 1});
  }
  return out + '"';
}

std::string iso8601(WallTime time) {
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count() % 1000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(time)), milliseconds);
}

}  // namespace krm::base
