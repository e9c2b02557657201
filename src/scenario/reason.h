// reason() says in plain words why a matcher did not match: what it saw, and what it wanted.
#pragma once

#include <fmt/ranges.h>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/quoting.h"
#include "base/words.h"
#include "document/number_pattern.h"
#include "document/text_pattern.h"
#include "scenario/seen.h"

namespace krm::scenario {

// What was seen.
inline std::string in_words(std::int64_t seen) { return std::to_string(seen); }
inline std::string in_words(std::string_view seen) { return base::quoted(seen); }
template <base::Named E>
std::string in_words(E seen) {
  return std::string(base::word_of(seen));
}
template <typename T>
std::string in_words(const std::optional<T>& seen) {
  return seen ? in_words(*seen) : "absent";
}

// What was wanted.
inline std::string in_words(const document::NumberPattern& wanted) { return wanted.in_words(); }
inline std::string in_words(const document::TextPattern& wanted) { return wanted.in_words(); }
template <typename T>
std::string in_words(const document::OneOrMore<T>& wanted) {
  std::vector<std::string> all;
  for (const T& one : wanted.values) {
    if constexpr (requires { one.word(); }) {
      all.emplace_back(one.word());
    } else {
      all.push_back(in_words(one));
    }
  }
  return fmt::format("{}", fmt::join(all, " or "));
}

// A matcher of what a request asks for says so by `of_what_is_asked`. Before the request is read
// nobody knows.
template <typename M>
std::string what_was_seen(const M& matcher, const Seen& seen) {
  if constexpr (requires { M::of_what_is_asked; }) {
    if (!seen.asked) {
      return fmt::format("{} is not known: the request was refused before it was read", M::name);
    }
  }
  if constexpr (requires { matcher.saw(seen); }) {
    return fmt::format("{} is {}", M::name, in_words(matcher.saw(seen)));
  } else {
    return fmt::format("{} holds", M::name);
  }
}

// REQUIRES: `matcher` does not match.
template <typename M>
std::string reason(const M& matcher, const Seen& seen) {
  if constexpr (requires { matcher.because(seen); }) {
    return matcher.because(seen);
  } else {
    return fmt::format("{}, wanted {}", what_was_seen(matcher, seen), in_words(matcher.is));
  }
}

}  // namespace krm::scenario
