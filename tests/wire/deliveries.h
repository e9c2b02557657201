// Deliveries by name.
#pragma once

#include <cstddef>
#include <optional>

#include "http/delivery.h"

namespace krm::test {

inline http::Delivery delayed(http::Duration time) {
  http::Delivery delivery;
  delivery.delay = time;
  return delivery;
}

// No `after`: before the head. No `time`: until the client leaves.
inline http::Delivery stalled(std::optional<std::size_t> after,
                              std::optional<http::Duration> time) {
  http::Delivery delivery;
  delivery.stall = http::Stall{.after = after, .time = time};
  return delivery;
}

inline http::Delivery dripped(std::size_t bytes, http::Duration every) {
  http::Delivery delivery;
  delivery.drip = http::Drip{.bytes = bytes, .every = every};
  return delivery;
}

// No `after`: before the head.
inline http::Delivery cut(http::Cut::With with, std::optional<std::size_t> after) {
  http::Delivery delivery;
  delivery.cut = http::Cut{.with = with, .after = after};
  return delivery;
}

}  // namespace krm::test
