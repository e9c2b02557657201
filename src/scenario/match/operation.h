#pragma once

#include <algorithm>

#include "document/text_pattern.h"
#include "scenario/operation_name.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

struct Operation {
  static constexpr std::string_view name = "operation";
  static constexpr std::string_view help =
      "the operation that X-Amz-Target names, behind the last dot; \"*\": every request";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &Operation::is, help); }
  void check(const Node& node, Reading& reading) const {
    refuse_misspelt_operations(is.globs, node.mark, reading);
  }

  std::optional<std::string_view> saw(const Seen& seen) const { return seen.operation(); }
  // "*" also takes requests that name no operation.
  bool matches(const Seen& seen) const {
    return is.matches(saw(seen)) || std::ranges::find(is.globs, "*") != is.globs.end();
  }
  // Returns whether it can match a request for an operation of that name.
  bool can_be(std::string_view operation) const { return is.matches(operation); }

  document::TextPattern is;
  bool operator==(const Operation&) const = default;
};

}  // namespace krm::scenario::match
