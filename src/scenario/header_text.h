// Names and values of response headers, as a scenario may write them.
#pragma once

#include "scenario/notation.h"

namespace krm::scenario {

// A token that is none of the headers that framing depends on.
extern const TextForm header_name;

// A text or a whole number, of printable characters; or nothing at all, where that means that the
// header is taken away.
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
