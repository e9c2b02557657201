#pragma once

#include "document/text_pattern.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

struct Region {
  static constexpr std::string_view name = "region";
  static constexpr std::string_view help = "the region that the signature names";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &Region::is, help); }

  std::optional<std::string_view> saw(const Seen& seen) const {
    if (seen.region.empty()) return std::nullopt;
    return seen.region;
  }
  bool matches(const Seen& seen) const { return is.matches(saw(seen)); }

  document::TextPattern is;
  bool operator==(const Region&) const = default;
};

}  // namespace krm::scenario::match
