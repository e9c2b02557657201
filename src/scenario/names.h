// Names of AWS that several parts of a scenario hold.
#pragma once

#include <algorithm>

#include "base/utf8.h"
#include "scenario/notation.h"

namespace krm::scenario {

constexpr bool is_region_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

inline const TextForm region_name{
    .what = "a region, as us-east-1", .pattern = "^[a-z0-9-]{1,64}$", .holds = is_region_name};

constexpr bool is_account_id(std::string_view text) {
  return text.size() == 12 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

inline const TextForm account_id{
    .what = "an account of 12 digits, in quotes", .pattern = "^[0-9]{12}$", .holds = is_account_id};

constexpr bool is_access_key_id(std::string_view text) {
  return !text.empty() && text.size() <= 128 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

inline const TextForm access_key_id{
    .what = "an access key ID: at most 128 letters, digits and underscores",
    .pattern = "^[0-9A-Za-z_]{1,128}$",
    .holds = is_access_key_id};

// ROLE or ROLE/SESSION.
constexpr bool is_role(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return !text.empty();
  const std::string_view session = text.substr(slash + 1);
  return slash > 0 && !session.empty() && session.find('/') == std::string_view::npos;
}

inline const TextForm role_name{
    .what = "a role, as deploy or deploy/session", .pattern = "^[^/]+(/[^/]+)?$", .holds = is_role};

inline const TextForm some_text{.what = "a text that is not empty",
                                .pattern = "^[\\s\\S]+$",
                                .holds = [](std::string_view text) { return !text.empty(); }};

inline const TextForm secret_text{
    .what = some_text.what, .pattern = some_text.pattern, .holds = some_text.holds, .secret = true};

// 1 to 64 characters.
inline const TextForm key_store_id{
    .what = "the id of a key store, of 1 to 64 characters",
    .pattern = "^[\\s\\S]{1,64}$",
    .holds = [](std::string_view id) { return !id.empty() && base::count_characters(id) <= 64; }};

}  // namespace krm::scenario
