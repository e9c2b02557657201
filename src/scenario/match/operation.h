#pragma once

#include "document/text_pattern.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

struct Operation {
  static constexpr std::string_view name = "operation";
  static constexpr std::string_view help =
      "the operation that X-Amz-Target names, behind the last dot";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &Operation::is, help); }

  std::optional<std::string_view> saw(const Seen& seen) const {
    const http::Header* header = http::find(seen.request.headers, "X-Amz-Target");
    if (header == nullptr) return std::nullopt;
    const std::string_view target = header->value;
    return target.substr(target.rfind('.') + 1);
  }
  bool matches(const Seen& seen) const { return is.matches(saw(seen)); }

  document::TextPattern is;
  bool operator==(const Operation&) const = default;
};

}  // namespace krm::scenario::match
