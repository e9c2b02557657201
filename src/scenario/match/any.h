#pragma once

#include "scenario/seen.h"

namespace krm::scenario {

struct When;

namespace match {

struct Any {
  static constexpr std::string_view name = "any";
  static constexpr std::string_view help = "one at least of a list of conditions holds";
  static constexpr std::string_view shorthand = "of";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("of", &Any::of, help); }
  bool matches(const Seen& seen) const;
  std::string because(const Seen& seen) const;

  std::vector<When> of;
  bool operator==(const Any& other) const;
};

}  // namespace match
}  // namespace krm::scenario
