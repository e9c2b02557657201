#include "sigv4/concealer.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "http/header.h"
#include "sigv4/percent_encoding.h"

namespace krm::sigv4 {

bool names_a_secret(std::string_view name) {
  static constexpr std::array<std::string_view, 5> names = {
      "x-amz-security-token", "x-amz-signature", "authorization", "proxy-authorization", "cookie"};
  return std::ranges::any_of(names, [&](std::string_view one) { return http::iequals(one, name); });
}

void Concealer::add(std::string_view secret) {
  if (secret.size() < 8) return;
  const std::string once = percent_encoded(secret);
  const std::string twice = percent_encoded(once);
  words_.push_back(base::lower_case(secret));
  if (once != secret) words_.push_back(base::lower_case(once));
  if (twice != once) words_.push_back(base::lower_case(twice));
}

std::string Concealer::hide(std::string_view text) const {
  std::string shown(text);
  std::string lower = base::lower_case(text);
  for (const std::string& word : words_) {
    for (auto at = lower.find(word); at != std::string::npos;
         at = lower.find(word, at + concealed.size())) {
      lower.replace(at, word.size(), concealed);
      shown.replace(at, word.size(), concealed);
    }
  }
  return shown;
}

}  // namespace krm::sigv4
