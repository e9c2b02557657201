// header_name and HeaderText are response headers as a scenario may write them.
#pragma once

#include "scenario/notation.h"

namespace krm::scenario {

// Takes any token but the headers that framing depends on.
extern const TextForm header_name;

// A HeaderText is a scalar whose only control character is the tab. It is empty where the header is
// to be taken away.
struct HeaderText {
  std::optional<std::string> value;
  bool operator==(const HeaderText&) const = default;
};

}  // namespace krm::scenario

namespace krm::document {

template <>
struct Codec<scenario::HeaderText> {
  struct Form {
    bool may_be_null = false;
  };
  static std::optional<scenario::HeaderText> read(const Node& node, const Form& form,
                                                  Reading& reading);
  static Node write(const scenario::HeaderText& value);
  static Shape shape(const Form& form);
};

}  // namespace krm::document
