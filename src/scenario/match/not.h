#pragma once

#include "scenario/fields.h"
#include "scenario/seen.h"

namespace krm::scenario {

struct When;

// A value whose type is not complete yet.
template <typename T>
struct Boxed {
  std::vector<T> value;  // exactly one, once it has been read
};

template <typename T>
struct Codec<Boxed<T>> {
  using Form = AnyForm;
  static std::optional<Boxed<T>> read(const Node& node, const Form& form, Mistakes& mistakes) {
    auto value = Codec<T>::read(node, form, mistakes);
    if (!value) return std::nullopt;
    Boxed<T> boxed;
    boxed.value.push_back(std::move(*value));
    return boxed;
  }
  static Node write(const Boxed<T>& value) { return Codec<T>::write(value.value.front()); }
  static Shape shape(const Form& form) { return Codec<T>::shape(form); }
};

namespace match {

struct Not {
  static constexpr std::string_view name = "not";
  static constexpr std::string_view help = "the condition does not hold";
  static constexpr std::string_view shorthand = "of";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("of", &Not::of, help); }
  bool matches(const Seen& seen) const;

  Boxed<When> of;
  bool operator==(const Not& other) const;
};

}  // namespace match
}  // namespace krm::scenario
