#pragma once

#include "scenario/notation.h"

namespace krm::scenario::expect {

// Names of rules that the scenario has.
struct NamedRules {
  OneOrMore<std::string> names{};
  bool operator==(const NamedRules&) const = default;
};

}  // namespace krm::scenario::expect

namespace krm::document {

template <>
struct Codec<scenario::expect::NamedRules> {
  using Form = AnyForm;
  static std::optional<scenario::expect::NamedRules> read(const Node& node, const Form& form,
                                                          Reading& reading);
  static Node write(const scenario::expect::NamedRules& value);
  static Shape shape(const Form& form);
};

}  // namespace krm::document
