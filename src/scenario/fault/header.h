#pragma once

#include "scenario/fault_traits.h"
#include "scenario/header_text.h"

namespace krm::scenario::fault {

// Header sends other response headers than KMS does. A value for Date may be a time with a sign
// before it, which moves the date.
struct Header {
  static constexpr std::string_view name = "header";
  static constexpr std::string_view help =
      "sets response headers, new ones last; nothing takes one away; `Date: -1h` moves the date, "
      "and "
      "then the SDK for JavaScript 3 tries every error again";
  static constexpr std::string_view shorthand = "edits";
  static constexpr bool bare = true;
  static constexpr Slot slot = Slot::head;
  static constexpr Part acts_on = Part::reply;
  static void fields(auto& field) {
    field.required("edits", &Header::edits, "name and value of each",
                   {header_name, {.may_be_null = true}});
  }
  void apply(Plan& plan, const RuleDice&) const;

  Table<HeaderText> edits;
  bool operator==(const Header&) const = default;
};

}  // namespace krm::scenario::fault
