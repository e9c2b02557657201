// This codec reads a Template from a scenario. A placeholder that does not exist is a mistake.
#pragma once

#include "scenario/notation.h"
#include "scenario/template.h"

namespace krm::document {

template <>
struct Codec<scenario::Template> {
  struct Form {
    bool is_header = false;  // takes what the value of a header may be; else any text
  };
  static std::optional<scenario::Template> read(const Node& node, const Form& form,
                                                Reading& reading);
  static Node write(const scenario::Template& value);
  static Shape shape(const Form& form);
};

}  // namespace krm::document
