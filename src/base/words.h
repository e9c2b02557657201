// Turns values of enumerations into words and back. Such words stand on the wire, in a scenario and
// on the command line.
//
// An enumeration E has constexpr functions beside it, which a call finds by its argument:
//   words_of(E)   returns the array of pairs of word and value; every value has exactly one word
//   family_of(E)  returns what a message calls one of the words; only for words that are read
#pragma once

#include <concepts>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

namespace krm::base {

template <typename E>
concept Named = std::is_enum_v<E> && requires(E e) { words_of(e); };

template <typename E>
concept Words = Named<E> && requires(E e) {
  { family_of(e) } -> std::convertible_to<std::string_view>;
};

// Returns the word of `value`, or "" when the table does not have it.
template <Named E>
constexpr std::string_view word_of(E value) {
  for (const auto& [word, same] : words_of(value)) {
    if (same == value) return word;
  }
  return {};
}

// Returns the value of `word`, or nullopt when no value has exactly that word.
template <Words E>
constexpr std::optional<E> value_of(std::string_view word) {
  for (const auto& [same, value] : words_of(E{})) {
    if (same == word) return value;
  }
  return std::nullopt;
}

// Returns all words in the order of the table.
template <Words E>
std::vector<std::string_view> all_words() {
  std::vector<std::string_view> all;
  for (const auto& [word, value] : words_of(E{})) all.push_back(word);
  return all;
}

}  // namespace krm::base
