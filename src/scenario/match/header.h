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

  bool matches(const Seen& seen) const { return first_other(seen) == nullptr; }
  std::string because(const Seen& seen) const;

  Table<document::TextPattern> are;
  bool operator==(const Header&) const = default;

 private:
  // Returns the first that does not match, or nullptr.
  const std::pair<const std::string, document::TextPattern>* first_other(const Seen& seen) const;
};

}  // namespace krm::scenario::match
