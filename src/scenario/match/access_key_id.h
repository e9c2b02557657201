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

  bool matches(const Seen& seen) const {
    if (seen.access_key_id.empty()) return is.matches(std::nullopt);
    return is.matches(seen.access_key_id);
  }

  document::TextPattern is;
  bool operator==(const AccessKeyId&) const = default;
};

}  // namespace krm::scenario::match
