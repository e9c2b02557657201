// How the texts of options become values. Each fails with what is wrong with its text.
#pragma once

#include <fmt/ranges.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "base/clock.h"
#include "base/duration.h"
#include "base/words.h"
#include "nitro/pcrs.h"
#include "nitro/policy.h"
#include "tls/server_names.h"

namespace krm::cli {

using Set = tl::expected<void, std::string>;

// "abc" is not EXPECTED
tl::unexpected<std::string> wrong(std::string_view text, std::string_view expected);

// Any text but an empty one.
Set set_text(std::string& into, std::string_view text, std::string_view expected);

Set set_port(int& port, std::string_view text);

Set set_seed(std::optional<std::uint64_t>& seed, std::string_view text);

Set set_duration(base::Milliseconds& duration, std::string_view text, base::Milliseconds most);

Set set_switch(bool& on, std::string_view text);

Set set_region(std::optional<std::string>& region, std::string_view text);

Set set_names(tls::ServerNames& into, std::string_view text);

// "aws", or a file, which is read.
Set add_root(std::optional<nitro::Roots>& roots, std::string_view text);

// "4=00ff..."
Set add_pcr(nitro::Pcrs& pcrs, std::string_view text);

// Milliseconds since 1970, up to the year 2200: what a certificate can say.
Set set_timestamp(std::optional<base::WallTime>& timestamp, std::string_view text);

// CBOR's texts are UTF-8.
Set set_module_id(std::string& module_id, std::string_view text);

// One of the words of an enumeration.
template <base::Words Choice>
Set set_choice(Choice& choice, std::string_view text) {
  if (const auto value = base::value_of<Choice>(text)) {
    choice = *value;
    return {};
  }
  return wrong(text, fmt::format("one of {}", fmt::join(base::all_words<Choice>(), ", ")));
}

}  // namespace krm::cli
