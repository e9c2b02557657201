#pragma once

#include <array>
#include <utility>

#include "scenario/seen.h"

namespace krm::scenario::match {

enum class BodyKind { empty, nonempty, object, not_object };

constexpr std::array<std::pair<std::string_view, BodyKind>, 4> words_of(BodyKind) {
  return {{{"empty", BodyKind::empty},
           {"nonempty", BodyKind::nonempty},
           {"object", BodyKind::object},
           {"not_object", BodyKind::not_object}}};
}
constexpr std::string_view family_of(BodyKind) { return "kind of body"; }

// Returns what `body` is; never nonempty, which says less.
BodyKind kind_of(const std::string& body);

struct Body {
  static constexpr std::string_view name = "body";
  static constexpr std::string_view help =
      "what the body is: empty or not, a JSON object or something else that is not empty";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &Body::is, help); }
  BodyKind saw(const Seen& seen) const { return kind_of(seen.request.body); }
  bool matches(const Seen& seen) const;

  OneOrMore<BodyKind> is;
  bool operator==(const Body&) const = default;
};

}  // namespace krm::scenario::match
