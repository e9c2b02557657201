// An ErrorName is an error of the catalogue. A scenario writes it by its name.
#pragma once

#include "aws/error_catalogue.h"
#include "scenario/notation.h"

namespace krm::scenario {

using ErrorName = const aws::ErrorEntry*;

}  // namespace krm::scenario

namespace krm::document {

template <>
struct Codec<scenario::ErrorName> {
  using Form = AnyForm;
  static std::optional<scenario::ErrorName> read(const Node& node, const Form& form,
                                                 Reading& reading);
  static Node write(scenario::ErrorName value);
  static Shape shape(const Form& form);
};

}  // namespace krm::document
