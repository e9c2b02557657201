#pragma once

#include "document/number_pattern.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

struct Attempt {
  static constexpr std::string_view name = "attempt";
  static constexpr std::string_view help = "the attempts of a logical call, from 1";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &Attempt::is, help); }

  std::int64_t saw(const Seen& seen) const { return seen.attempt; }
  bool matches(const Seen& seen) const { return is.matches(saw(seen)); }

  document::NumberPattern is;
  bool operator==(const Attempt&) const = default;
};

}  // namespace krm::scenario::match
