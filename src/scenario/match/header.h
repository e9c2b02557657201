#pragma once

#include "document/text_pattern.h"
#include "scenario/seen.h"

namespace krm::scenario::match {

struct Header {
  static constexpr std::string_view name = "header";
  static constexpr std::string_view help = "request headers; all that are named must match";
  static constexpr std::string_view shorthand = "are";
  static constexpr bool bare = true;
  static void fields(auto& field) {
    field.required("are", &Header::are, help,
                   {TextForm{.what = "the name of a header",
                             .pattern = "^[0-9A-Za-z!#$%&'*+.^_`|~-]+$",
                             .holds = http::is_token},
                    {}});
  }

  bool matches(const Seen& seen) const {
    for (const auto& [key, pattern] : are) {
      const http::Header* header = http::find(seen.request.headers, key);
      if (header == nullptr ? !pattern.matches(std::nullopt) : !pattern.matches(header->value)) {
        return false;
      }
    }
    return true;
  }

  Table<document::TextPattern> are;
  bool operator==(const Header&) const = default;
};

}  // namespace krm::scenario::match
