#pragma once

#include "document/text_pattern.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

struct CustomKeyStoreId {
  static constexpr std::string_view name = "custom_key_store_id";
  static constexpr std::string_view help = "CustomKeyStoreId as it was asked for";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static constexpr bool of_what_is_asked = true;
  static void fields(auto& field) { field.required("is", &CustomKeyStoreId::is, help); }

  std::optional<std::string_view> saw(const Seen& seen) const {
    if (!seen.asked || !seen.asked->custom_key_store_id) return std::nullopt;
    return *seen.asked->custom_key_store_id;
  }
  bool matches(const Seen& seen) const { return is.matches(saw(seen)); }

  document::TextPattern is;
  bool operator==(const CustomKeyStoreId&) const = default;
};

}  // namespace krm::scenario::match
