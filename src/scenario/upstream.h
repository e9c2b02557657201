// An Upstream is the server that a scenario sends the rest of KMS to. It is written as a URL.
#pragma once

#include "document/codec.h"
#include "http/upstream.h"

namespace krm::document {

template <>
struct Codec<http::Upstream> {
  using Form = AnyForm;
  // Refuses one in a scenario that came over the network.
  static std::optional<http::Upstream> read(const Node& node, const Form& form, Reading& reading);
  static Node write(const http::Upstream& value);
  static Shape shape(const Form& form);
};

}  // namespace krm::document
