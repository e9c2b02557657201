#pragma once

#include <vector>

#include "scenario/error_name.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

// Which errors: all that no SDK tries again after, or those that are named.
struct Errors {
  std::vector<ErrorName> names{};  // empty: all of these
  bool has(std::string_view error) const;
  bool operator==(const Errors&) const = default;
};

struct NotRetried {
  static constexpr std::string_view name = "not_retried";
  static constexpr std::string_view help =
      "no call is tried again after such a reply; true: all errors that no SDK tries again after";
  static constexpr std::string_view shorthand = "errors";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("errors", &NotRetried::errors, help); }
  Verdict judge(const History& history) const;

  Errors errors;
  bool operator==(const NotRetried&) const = default;
};

}  // namespace krm::scenario::expect

namespace krm::document {

template <>
struct Codec<scenario::expect::Errors> {
  using Form = AnyForm;
  static std::optional<scenario::expect::Errors> read(const Node& node, const Form& form,
                                                      Reading& reading);
  static Node write(const scenario::expect::Errors& value);
  static Shape shape(const Form& form);
};

}  // namespace krm::document
