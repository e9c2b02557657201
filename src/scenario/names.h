// These are the forms of names that several parts of a scenario have.
#pragma once

#include "aws/names.h"
#include "base/utf8.h"
#include "scenario/notation.h"

namespace krm::scenario {

inline const TextForm region_name{
    .what = "a region, as us-east-1", .pattern = "^[a-z0-9-]{1,64}$", .holds = aws::is_region_name};

inline const TextForm account_id{.what = "an account of 12 digits, in quotes",
                                 .pattern = "^[0-9]{12}$",
                                 .holds = aws::is_account_id};

inline const TextForm access_key_id{
    .what =
        "an access key ID: at most 128 visible characters of ASCII, and none of them / or a comma",
    .pattern = "^[!-+.0-~-]{1,128}$",
    .holds = aws::is_access_key_id};

inline const TextForm role_name{.what = "a role, as deploy or deploy/session",
                                .pattern = "^[^/]+(/[^/]+)?$",
                                .holds = aws::is_role};

inline const TextForm some_text{.what = "a text that is not empty",
                                .pattern = "^[\\s\\S]+$",
                                .holds = [](std::string_view text) { return !text.empty(); }};

inline const TextForm secret_text{
    .what = some_text.what, .pattern = some_text.pattern, .holds = some_text.holds, .secret = true};

inline const TextForm key_store_id{
    .what = "the id of a key store, of 1 to 64 characters",
    .pattern = "^[\\s\\S]{1,64}$",
    .holds = [](std::string_view id) { return !id.empty() && base::count_characters(id) <= 64; }};

inline const TextForm store_name{
    .what = "the name of a key store, of 1 to 256 characters",
    .pattern = "^[\\s\\S]{1,256}$",
    .holds = [](std::string_view t) { return !t.empty() && base::count_characters(t) <= 256; }};

// Says that the scenario has to have that key store.
inline constexpr document::Reference known_key_store{.where = "key_stores", .noun = "key store"};

}  // namespace krm::scenario
