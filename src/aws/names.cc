#include "aws/names.h"

#include <algorithm>

#include "base/ascii.h"

namespace krm::aws {

bool is_region_name(std::string_view text) {
  const auto fits = [](char c) {
    return (base::is_letter(c) && base::lower(c) == c) || base::is_digit(c) || c == '-';
  };
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, fits);
}

bool is_account_id(std::string_view text) {
  return text.size() == 12 && std::ranges::all_of(text, base::is_digit);
}

bool is_access_key_id(std::string_view text) {
  const auto fits = [](char c) { return c > ' ' && c <= '~' && c != '/' && c != ','; };
  return !text.empty() && text.size() <= 128 && std::ranges::all_of(text, fits);
}

bool is_role(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return !text.empty();
  const std::string_view session = text.substr(slash + 1);
  return slash > 0 && !session.empty() && session.find('/') == std::string_view::npos;
}

}  // namespace krm::aws
