#pragma once

#include "document/number_pattern.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

struct Call {
  static constexpr std::string_view name = "call";
  static constexpr std::string_view help = "the tenant's logical calls in their order, from 0";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &Call::is, help); }

  std::int64_t saw(const Seen& seen) const { return seen.call; }
  bool matches(const Seen& seen) const { return is.matches(saw(seen)); }

  document::NumberPattern is;
  bool operator==(const Call&) const = default;
};

}  // namespace krm::scenario::match
