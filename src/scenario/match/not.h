#pragma once

#include "document/boxed.h"
#include "scenario/seen.h"

namespace krm::scenario {

struct When;

namespace match {

struct Not {
  static constexpr std::string_view name = "not";
  static constexpr std::string_view help = "the condition does not hold";
  static constexpr std::string_view shorthand = "of";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("of", &Not::of, help); }
  bool matches(const Seen& seen) const;
  std::string because(const Seen& seen) const;

  document::Boxed<When> of;
  bool operator==(const Not& other) const;
};

}  // namespace match
}  // namespace krm::scenario
