// Writes one compact JSON value, without blanks between its parts. The calls come in this order:
//
//   value = put | object | list
//   object = begin_object (key value | member)* end
//   list = begin_list value* end
//
// Thread-safety: none. It belongs to one thread.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace krm::base {

class JsonWriter {
 public:
  JsonWriter& begin_object() { return begin('{', '}'); }
  JsonWriter& begin_list() { return begin('[', ']'); }
  // Ends the innermost open object or list. REQUIRES: one is open.
  JsonWriter& end();

  JsonWriter& key(std::string_view name);
  // Writes a string. Escapes control characters, quotes and backslashes. Writes U+FFFD for what is
  // not UTF-8.
  JsonWriter& put(std::string_view text);
  JsonWriter& put(std::int64_t number);
  JsonWriter& put(std::same_as<double> auto number) { return put_number(number); }
  JsonWriter& put(std::nullptr_t) { return put_word("null"); }
  JsonWriter& put(std::same_as<bool> auto truth) { return put_word(truth ? "true" : "false"); }
  JsonWriter& member(std::string_view name, const auto& value) { return key(name).put(value); }

  // Writes a value that is JSON already.
  JsonWriter& put_json(std::string_view json) { return put_word(json); }

  // Returns all that was written so far.
  const std::string& text() const { return text_; }

 private:
  JsonWriter& begin(char opening, char closing);
  JsonWriter& put_word(std::string_view word);
  JsonWriter& put_number(double number);
  void separate();  // writes a comma when a value stands before

  std::string text_;
  std::string open_;  // the closing brackets that are due, the next one last
};

}  // namespace krm::base
