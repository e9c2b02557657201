#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenario/notation.h"

namespace krm::scenario::expect {

// A Range is a least and a greatest number. At least one of them is given.
struct Range {
  template <std::int64_t least, std::int64_t most>
  static void bounds(auto& field) {
    field("min", &Range::min, "at least so many", Integers{least, most});
    field("max", &Range::max, "at most so many", Integers{least, most});
  }
  void check(const Node& node, Reading& reading) const {
    if (!min && !max) reading.refuse(node.mark, "write min, max or both");
    if (min && max && *min > *max) reading.refuse(node.mark, "min is more than max");
  }

  bool is_too_few(std::int64_t number) const { return min && number < *min; }
  bool is_too_many(std::int64_t number) const { return max && number > *max; }
  // Returns it in words: "at least 1 call", "1 to 3 attempts".
  std::string in_words(std::string_view noun) const;

  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;
  bool operator==(const Range&) const = default;
};

// Returns "1 call", or "2 calls".
std::string counted(std::int64_t number, std::string_view noun);
// Returns "812 ms", or "1.9 s".
std::string in_words(std::chrono::nanoseconds time);

}  // namespace krm::scenario::expect
