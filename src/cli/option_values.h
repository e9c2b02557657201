// Turns the texts of options into values. Each function fails with what is wrong with its text.
//
// Thread-safety: functions of their arguments; add_root() also reads a file.
#pragma once

#include <fmt/ranges.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/clock.h"
#include "base/duration.h"
#include "base/words.h"
#include "http/upstream.h"
#include "nitro/pcrs.h"
#include "nitro/policy.h"
#include "tls/server_names.h"

namespace krm::cli {

using Set = tl::expected<void, std::string>;

// Returns the failure: "abc" is not EXPECTED.
tl::unexpected<std::string> wrong(std::string_view text, std::string_view expected);

// Accepts any text but an empty one.
Set set_text(std::string& into, std::string_view text, std::string_view expected);

// Accepts one host: a name or an address, whatever it looks like.
Set add_host(std::vector<std::string>& hosts, std::string_view text);

// Accepts a name, without a port.
Set add_allowed_host(std::vector<std::string>& hosts, std::string_view text);

Set set_port(int& port, std::string_view text);

// Accepts a port, or "off".
Set set_admin_port(std::optional<int>& port, bool& is_off, std::string_view text);

// Accepts visible ASCII, which a header can carry.
Set set_token(std::string& token, std::string_view text);

// Accepts bytes with a unit: "512KiB", "64MiB", "1GiB"; or 0.
Set set_size(std::size_t& size, std::string_view text);

Set set_seed(std::optional<std::uint64_t>& seed, std::string_view text);

Set set_duration(base::Milliseconds& duration, std::string_view text, base::Milliseconds most);

// Accepts a time of a millisecond to an hour.
Set set_patience(std::optional<base::Milliseconds>& patience, std::string_view text);

// Accepts the URL of a server that is none of AWS.
Set set_upstream(std::optional<http::Upstream>& upstream, std::string_view text);

// Accepts "true", "1", "false" and "0".
Set set_switch(bool& on, std::string_view text);

Set set_region(std::optional<std::string>& region, std::string_view text);

// Accepts an access key ID.
Set set_key(std::string& key, std::string_view text);

Set set_names(tls::ServerNames& into, std::string_view text);

// Accepts "aws", or the path of a PEM file. Reads that file.
Set add_root(std::optional<nitro::Roots>& roots, std::string_view text);

// Accepts "4=00ff...", once for each PCR.
Set add_pcr(nitro::Pcrs& pcrs, std::string_view text);

// Accepts milliseconds since 1970, up to the year 2200: what a certificate can say.
Set set_timestamp(std::optional<base::WallTime>& timestamp, std::string_view text);

// Accepts a path.
Set add_report(std::vector<std::string>& reports, std::string_view text);

// Accepts UTF-8, as texts of CBOR are. Refuses an empty text.
Set set_module_id(std::string& module_id, std::string_view text);

// Accepts one of the words of an enumeration.
template <base::Words Choice>
Set set_choice(Choice& choice, std::string_view text) {
  if (const auto value = base::value_of<Choice>(text)) {
    choice = *value;
    return {};
  }
  return wrong(text, fmt::format("one of {}", fmt::join(base::all_words<Choice>(), ", ")));
}

}  // namespace krm::cli
