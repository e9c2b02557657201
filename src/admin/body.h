// read_body() makes a value of the body of an admin request.
#pragma once

#include <utility>

#include "admin/resource.h"
#include "document/fields.h"

namespace krm::admin {

// REQUIRES: there is one. On failure returns 400 with what is wrong.
template <typename T>
tl::expected<T, Reply> read_body(const Ask& ask) {
  document::Mistakes found;
  document::Reading reading{found, *ask.body};
  auto value = document::Codec<T>::read(*ask.body, {}, reading);
  if (!found.none()) return tl::unexpected(mistakes(400, "InvalidBody", found));
  return std::move(*value);
}

// Returns the shape of such a body.
template <typename T>
document::Shape shape_of_body() {
  return document::Codec<T>::shape({});
}

}  // namespace krm::admin
