#pragma once

#include "document/text_pattern.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

struct AccessKeyId {
  static constexpr std::string_view name = "access_key_id";
  static constexpr std::string_view help = "the access key ID that the signature names";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &AccessKeyId::is, help); }

  std::optional<std::string_view> saw(const Seen& seen) const {
    if (seen.access_key_id.empty()) return std::nullopt;
    return seen.access_key_id;
  }
  bool matches(const Seen& seen) const { return is.matches(saw(seen)); }

  document::TextPattern is;
  bool operator==(const AccessKeyId&) const = default;
};

}  // namespace krm::scenario::match
