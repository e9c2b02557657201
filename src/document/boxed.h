// A Boxed<T> holds one T whose type may be incomplete. So a condition can hold a condition.
#pragma once

#include <vector>

#include "document/codec.h"

namespace krm::document {

template <typename T>
struct Boxed {
  std::vector<T> value;  // exactly one, after read()
  static constexpr auto held = &Boxed::value;
  bool operator==(const Boxed&) const = default;
};

template <typename T>
struct Codec<Boxed<T>> {
  using Form = AnyForm;
  static std::optional<Boxed<T>> read(const Node& node, const Form& form, Reading& reading) {
    auto value = Codec<T>::read(node, form, reading);
    if (!value) return std::nullopt;
    Boxed<T> boxed;
    boxed.value.push_back(std::move(*value));
    return boxed;
  }
  static Node write(const Boxed<T>& value) { return Codec<T>::write(value.value.front()); }
  static Shape shape(const Form& form) { return Codec<T>::shape(form); }
};

}  // namespace krm::document
