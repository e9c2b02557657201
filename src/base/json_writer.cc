#include "base/json_writer.h"

#include <fmt/format.h>

#include <iterator>

#include "base/utf8.h"

namespace krm::base {
namespace {

void append_escaped(std::string& to, char c) {
  constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  if (const auto at = escaped.find(c); at != std::string_view::npos) {
    to += {'\\', letters[at]};
  } else if (static_cast<unsigned char>(c) < 0x20) {
    fmt::format_to(std::back_inserter(to), "\\u{:04x}", c);
  } else {
    to += c;
  }
}

}  // namespace

void JsonWriter::separate() {
  // A bracket inside a string is never the last character, because the quote follows it.
  if (!text_.empty() && std::string_view("{[:").find(text_.back()) == std::string_view::npos) {
    text_ += ',';
  }
}

JsonWriter& JsonWriter::begin(char opening, char closing) {
  separate();
  text_ += opening;
  open_ += closing;
  return *this;
}

JsonWriter& JsonWriter::end() {
  text_ += open_.back();
  open_.pop_back();
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  put(name);
  text_ += ':';
  return *this;
}

JsonWriter& JsonWriter::put(std::string_view text) {
  separate();
  text_ += '"';
  for (const char c : in_utf8(text)) append_escaped(text_, c);
  text_ += '"';
  return *this;
}

JsonWriter& JsonWriter::put(std::int64_t number) { return put_word(std::to_string(number)); }

JsonWriter& JsonWriter::put_number(double number) { return put_word(fmt::format("{}", number)); }

JsonWriter& JsonWriter::put_word(std::string_view word) {
  separate();
  text_ += word;
  return *this;
}

}  // namespace krm::base
