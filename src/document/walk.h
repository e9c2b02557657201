// walk() visits the values of one type within another value, through whatever holds them.
#pragma once

#include <ranges>
#include <variant>

#include "document/fields.h"

namespace krm::document {

// Calls `see` with each Wanted within `value`, in the order of fields and items.
template <typename Wanted, typename T, typename See>
void walk(const T& value, const See& see) {
  if constexpr (std::same_as<T, Wanted>) {
    see(value);
  } else if constexpr (Holder<T>) {
    walk<Wanted>(value.*T::held, see);
  } else if constexpr (Described<T>) {
    each_field<T>([&](const auto& field) { walk<Wanted>(value.*field.member, see); });
  } else if constexpr (requires { value.valueless_by_exception(); }) {
    std::visit([&](const auto& one) { walk<Wanted>(one, see); }, value);
  } else if constexpr (requires { value.has_value(); }) {
    if (value) walk<Wanted>(*value, see);
  } else if constexpr (requires { value.begin()->second; }) {
    for (const auto& [key, one] : value) walk<Wanted>(one, see);
  } else if constexpr (std::ranges::range<T>) {
    if constexpr (!std::is_arithmetic_v<std::ranges::range_value_t<T>>) {
      for (const auto& item : value) walk<Wanted>(item, see);
    }
  }
}

}  // namespace krm::document
