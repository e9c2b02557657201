#pragma once

#include "document/text_pattern.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

struct CustomKeyStoreId {
  static constexpr std::string_view name = "custom_key_store_id";
  static constexpr std::string_view help = "CustomKeyStoreId as it was asked for";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &CustomKeyStoreId::is, help); }

  bool matches(const Seen& seen) const {
    if (!seen.asked || !seen.asked->custom_key_store_id) return is.matches(std::nullopt);
    return is.matches(*seen.asked->custom_key_store_id);
  }

  document::TextPattern is;
  bool operator==(const CustomKeyStoreId&) const = default;
};

}  // namespace krm::scenario::match
