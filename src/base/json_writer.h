// Writes one JSON value, compact, in this order of calls:
//
//   value = put | object | list
//   object = begin_object (key value | member)* end
//   list = begin_list value* end
//
// Thread-safety: none.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace krm::base {

class JsonWriter {
 public:
  JsonWriter& begin_object() { return begin('{', '}'); }
  JsonWriter& begin_list() { return begin('[', ']'); }
  // Ends the object or list that was begun last. REQUIRES: there is one.
  JsonWriter& end();

  JsonWriter& key(std::string_view name);
  // Control characters, quotes and backslashes are escaped. U+FFFD stands for what is not UTF-8.
  JsonWriter& put(std::string_view text);
  JsonWriter& put(std::int64_t number);
  JsonWriter& put(std::same_as<bool> auto truth) { return put_word(truth ? "true" : "false"); }
  JsonWriter& member(std::string_view name, const auto& value) { return key(name).put(value); }

  // Returns what is written so far.
  const std::string& text() const { return text_; }

 private:
  JsonWriter& begin(char opening, char closing);
  JsonWriter& put_word(std::string_view word);
  void separate();  // from the value before, if there is one

  std::string text_;
  std::string open_;  // the closing brackets that are due, the next one last
};

}  // namespace krm::base
