#pragma once

#include "scenario/fault_traits.h"

namespace krm::scenario::fault {

// Garbage sends bytes that are not HTTP, then ends the connection.
struct Garbage {
  static constexpr std::string_view name = "garbage";
  static constexpr std::string_view help =
      "sends bytes that are not HTTP and closes; without a choice 64 of chance, the first 00";
  static constexpr Slot slot = Slot::outcome;
  static constexpr std::array excludes{no_reply};
  static void fields(auto& field) {
    field("text", &Garbage::text, "the bytes as text");
    field("hex", &Garbage::hex, "the bytes as hexadecimal digits");
  }
  void check(const Node& node, Reading& reading) const;
  void apply(Plan& plan, const RuleDice& dice) const;

  std::optional<std::string> text;
  std::optional<base::Bytes> hex;
  bool operator==(const Garbage&) const = default;
};

}  // namespace krm::scenario::fault
