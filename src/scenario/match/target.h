#pragma once

#include "document/text_pattern.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

struct Target {
  static constexpr std::string_view name = "target";
  static constexpr std::string_view help = "the header X-Amz-Target";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &Target::is, help); }

  std::optional<std::string_view> saw(const Seen& seen) const {
    const http::Header* header = http::find(seen.request.headers, "X-Amz-Target");
    if (header == nullptr) return std::nullopt;
    return header->value;
  }
  bool matches(const Seen& seen) const { return is.matches(saw(seen)); }

  document::TextPattern is;
  bool operator==(const Target&) const = default;
};

}  // namespace krm::scenario::match
