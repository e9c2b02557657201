// Types and states of key stores as a scenario writes them: as the wire does.
#pragma once

#include "base/utf8.h"
#include "kms/key_stores.h"
#include "scenario/codec.h"

namespace krm::kms {

constexpr auto words_of(KeyStoreType) { return key_store_types; }
constexpr std::string_view family_of(KeyStoreType) { return "key store type"; }
constexpr auto words_of(ConnectionState) { return connection_states; }
constexpr std::string_view family_of(ConnectionState) { return "state"; }

}  // namespace krm::kms

namespace krm::scenario {

// 1 to 64 characters.
inline const TextForm key_store_id{
    .what = "the id of a key store, of 1 to 64 characters",
    .pattern = "^[\\s\\S]{1,64}$",
    .holds = [](std::string_view id) { return !id.empty() && base::count_characters(id) <= 64; }};

}  // namespace krm::scenario
