#pragma once

#include "scenario/error_name.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

// An OutcomeName is `ok`, or the name of an error.
struct OutcomeName {
  std::string_view word() const { return error == nullptr ? "ok" : error->name; }

  ErrorName error = nullptr;  // nullptr: ok
  bool operator==(const OutcomeName&) const = default;
};

struct Outcome {
  static constexpr std::string_view name = "outcome";
  static constexpr std::string_view help =
      "what the service itself would answer: ok, or the name of an error";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &Outcome::is, help); }
  std::string_view saw(const Seen& seen) const;
  bool matches(const Seen& seen) const;

  OneOrMore<OutcomeName> is;
  bool operator==(const Outcome&) const = default;
};

}  // namespace krm::scenario::match

namespace krm::document {

template <>
struct Codec<scenario::match::OutcomeName> {
  using Form = AnyForm;
  static std::optional<scenario::match::OutcomeName> read(const Node& node, const Form& form,
                                                          Reading& reading);
  static Node write(const scenario::match::OutcomeName& value);
  static Shape shape(const Form& form);
};

}  // namespace krm::document
