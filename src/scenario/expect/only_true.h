#pragma once

#include "scenario/notation.h"

namespace krm::scenario::expect {

// An OnlyTrue is written as true. To ask for nothing, one leaves its key out.
struct OnlyTrue {
  bool operator==(const OnlyTrue&) const = default;
};

}  // namespace krm::scenario::expect

namespace krm::document {

template <>
struct Codec<scenario::expect::OnlyTrue> {
  using Form = AnyForm;
  static std::optional<scenario::expect::OnlyTrue> read(const Node& node, const Form& form,
                                                        Reading& reading);
  static Node write(const scenario::expect::OnlyTrue& value);
  static Shape shape(const Form& form);
};

}  // namespace krm::document
