#include "scenario/match/header.h"

#include <algorithm>

#include "scenario/reason.h"
#include "sigv4/concealer.h"

namespace krm::scenario::match {
namespace {

std::optional<std::string_view> value_in(const Seen& seen, std::string_view name) {
  const http::Header* header = http::find(seen.request.headers, name);
  if (header == nullptr) return std::nullopt;
  return header->value;
}

}  // namespace

const std::pair<const std::string, document::TextPattern>* Header::first_other(
    const Seen& seen) const {
  const auto other = std::ranges::find_if(are, [&](const auto& wanted) {
    return !wanted.second.matches(value_in(seen, wanted.first));
  });
  return other == are.end() ? nullptr : &*other;
}

std::string Header::because(const Seen& seen) const {
  const auto& [key, pattern] = *first_other(seen);
  const auto value = value_in(seen, key);
  if (sigv4::names_a_secret(key)) {
    return fmt::format("header {} is {}, wanted {}", key,
                       value ? sigv4::concealed : std::string_view("absent"), sigv4::concealed);
  }
  return fmt::format("header {} is {}, wanted {}", key, in_words(value), in_words(pattern));
}

}  // namespace krm::scenario::match
