// Header fields as they stood on the wire: their order, their spelling and their raw values, since
// signatures are computed over them and clients see them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace krm::http {

struct Header {
  std::string name;
  std::string value;

  bool operator==(const Header&) const = default;
};

using Headers = std::vector<Header>;

// ASCII letters compare without regard to case, as field names and tokens do.
bool iequals(std::string_view a, std::string_view b);

// The first field of that name, or nullptr. An empty value is a field that is present.
const Header* find(const Headers& headers, std::string_view name);

// Whether it can be the name of a field: a token (RFC 9110, 5.6.2).
bool is_token(std::string_view text);

// `text` without the blanks and tabs around it.
std::string_view trim(std::string_view text);

}  // namespace krm::http
