// Header fields as they stood on the wire, with their order, their spelling and their raw values.
// Signatures are computed over these, and clients see them.
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

// Returns whether `a` and `b` are equal, whatever the case of their ASCII letters. Field names and
// tokens compare like this.
bool iequals(std::string_view a, std::string_view b);

// Returns the first field of that name, or nullptr. A field with an empty value is present.
const Header* find(const Headers& headers, std::string_view name);

// Returns the value of the first field of that name, or "" when there is none. The headers must
// outlive it.
std::string_view value_of(const Headers& headers, std::string_view name);

// Replaces the value of the first field of that name, or adds a field.
void set(Headers& headers, std::string_view name, std::string value);

// Returns whether `text` can be the name of a field: a token (RFC 9110, 5.6.2).
bool is_token(std::string_view text);

// Returns `text` without the blanks and tabs around it.
std::string_view trim(std::string_view text);

}  // namespace krm::http
