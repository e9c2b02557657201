#include "http/header.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"

namespace krm::http {

bool iequals(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return base::lower(x) == base::lower(y);
         });
}

const Header* find(const Headers& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (iequals(header.name, name)) return &header;
  }
  return nullptr;
}

std::string_view value_of(const Headers& headers, std::string_view name) {
  const Header* header = find(headers, name);
  return header == nullptr ? std::string_view() : header->value;
}

void set(Headers& headers, std::string_view name, std::string value) {
  for (Header& header : headers) {
    if (!iequals(header.name, name)) continue;
    header.value = std::move(value);
    return;
  }
  headers.push_back({std::string(name), std::move(value)});
}

bool is_token(std::string_view text) {
  const auto allowed = [](char c) {
    return base::is_digit(c) || base::is_letter(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  return !text.empty() && std::ranges::all_of(text, allowed);
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace krm::http
