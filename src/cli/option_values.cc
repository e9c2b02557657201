#include "cli/option_values.h"

#include <algorithm>
#include <array>
#include <utility>

#include "aws/names.h"
#include "aws/upstream_url.h"
#include "base/file.h"
#include "base/hex.h"
#include "base/number.h"
#include "base/quoting.h"
#include "base/utf8.h"

namespace krm::cli {
namespace {

using base::number_in;
using std::string_view;

}  // namespace

tl::unexpected<std::string> wrong(string_view text, string_view expected) {
  return tl::unexpected(fmt::format("{} is not {}", base::quoted(text), expected));
}

Set set_text(std::string& into, string_view text, string_view expected) {
  if (text.empty()) return wrong(text, expected);
  into = text;
  return {};
}

Set add_host(std::vector<std::string>& hosts, string_view text) {
  if (text.empty() || text.find(',') != string_view::npos) {
    return wrong(text, "a host; give --host once for each");
  }
  hosts.emplace_back(text);
  return {};
}

Set add_allowed_host(std::vector<std::string>& hosts, string_view text) {
  if (text.empty() || text.find_first_of(",/:*") != string_view::npos) {
    return wrong(
        text,
        "a name as it stands in Host, without scheme, port and *; give --allow-host once for each");
  }
  hosts.emplace_back(text);
  return {};
}

Set set_port(int& port, string_view text) {
  const auto value = number_in<int>(text);
  if (!value || *value < 0 || *value > 65535) {
    return wrong(text, "a port: 0 to 65535");
  }
  port = *value;
  return {};
}

Set set_admin_port(std::optional<int>& port, bool& is_off, std::string_view text) {
  is_off = text == "off";
  if (is_off) return {};
  if (base::number_in<std::uint16_t>(text)) return set_port(port.emplace(), text);
  return wrong(text, "a port or off: 0 to 65535");
}

Set set_token(std::string& token, std::string_view text) {
  const auto is_visible = [](char c) { return c > ' ' && c <= '~'; };
  if (text.empty() || !std::ranges::all_of(text, is_visible)) {
    return tl::unexpected(std::string("that is not a token of visible ASCII characters"));
  }
  token = text;
  return {};
}

Set set_size(std::size_t& size, std::string_view text) {
  constexpr std::array units{std::pair{std::string_view("KiB"), std::size_t{1} << 10},
                             std::pair{std::string_view("MiB"), std::size_t{1} << 20},
                             std::pair{std::string_view("GiB"), std::size_t{1} << 30}};
  if (text == "0") {
    size = 0;
    return {};
  }
  for (const auto& [unit, bytes] : units) {
    if (!text.ends_with(unit)) continue;
    const auto number = base::number_in<std::uint32_t>(text.substr(0, text.size() - unit.size()));
    if (number && *number > 0 && *number <= 1'000'000) {
      size = *number * bytes;
      return {};
    }
  }
  return wrong(text, "a size with its unit, as 64MiB, or 0");
}

Set set_seed(std::optional<std::uint64_t>& seed, string_view text) {
  constexpr std::uint64_t most = (std::uint64_t{1} << 53) - 1;
  const auto value = number_in<std::uint64_t>(text);
  if (!value || *value > most) {
    return wrong(text, fmt::format("a seed: 0 to {}", most));
  }
  seed = value;
  return {};
}

Set set_duration(std::chrono::milliseconds& duration, string_view text, base::Milliseconds most) {
  const auto parsed = base::parse_duration(text);
  if (!parsed || *parsed > most) {
    return wrong(text, fmt::format("a time with a unit, as 250ms, 5s or 2m, of at most {}",
                                   base::to_text(most)));
  }
  duration = *parsed;
  return {};
}

Set set_patience(std::optional<base::Milliseconds>& patience, string_view text) {
  auto set = set_duration(patience.emplace(), text, std::chrono::hours(1));
  if (set && patience->count() == 0) return wrong(text, "a time of at least 1ms");
  return set;
}

Set set_upstream(std::optional<http::Upstream>& upstream, string_view text) {
  return aws::read_upstream_url(text).map([&](http::Upstream read) { upstream = std::move(read); });
}

Set set_switch(bool& on, string_view text) {
  on = text == "true" || text == "1";
  if (!on && text != "false" && text != "0") return wrong(text, "true or false");
  return {};
}

Set set_region(std::optional<std::string>& region, string_view text) {
  if (!aws::is_region_name(text)) return wrong(text, "a region, as us-east-1");
  region = text;
  return {};
}

Set add_report(std::vector<std::string>& reports, string_view text) {
  if (text.empty()) return wrong(text, "a path");
  reports.emplace_back(text);
  return {};
}

Set set_key(std::string& key, string_view text) {
  if (!aws::is_access_key_id(text)) {
    return wrong(text,
                 "an access key ID: at most 128 visible characters, and none of them / or a comma");
  }
  key = text;
  return {};
}

Set set_names(tls::ServerNames& into, string_view text) {
  auto names = tls::parse_names(text);
  if (!names) return wrong(names.error(), "a host name or an address");
  into = std::move(*names);
  return {};
}

Set add_root(std::optional<nitro::Roots>& roots, string_view text) {
  if (!roots) roots.emplace();
  if (text == nitro::aws_root_word) {
    roots->aws = true;
    return {};
  }
  const auto content = base::read_file(std::string(text), nitro::longest_root_file + 1);
  if (!content) {
    return tl::unexpected(
        fmt::format("cannot read {}: {}", base::quoted(text), base::in_words(content.error())));
  }
  if (content->size() > nitro::longest_root_file) {
    return tl::unexpected(
        fmt::format("{} has more than {} bytes", base::quoted(text), nitro::longest_root_file));
  }
  return roots->anchors.add_pem(*content).map_error(
      [&](const std::string& why) { return fmt::format("{}: {}", base::quoted(text), why); });
}

Set add_pcr(nitro::Pcrs& pcrs, string_view text) {
  const auto equals = text.find('=');
  const auto number = nitro::pcr_number(text.substr(0, equals));
  auto value = base::from_hex(equals == string_view::npos ? "" : text.substr(equals + 1));
  if (!number || !value || !nitro::is_pcr_size(value->size())) {
    return wrong(text, fmt::format("a PCR: a number from 0 to {}, \"=\" and 32, 48 or 64 bytes "
                                   "in hexadecimal digits",
                                   nitro::most_pcrs - 1));
  }
  if (!pcrs.emplace(*number, std::move(*value)).second) {
    return tl::unexpected(fmt::format("PCR{} is given twice", *number));
  }
  return {};
}

Set set_timestamp(std::optional<base::WallTime>& timestamp, string_view text) {
  constexpr base::WallTime first_too_late = std::chrono::sys_days{std::chrono::year{2200} / 1 / 1};
  const auto most =
      std::chrono::ceil<std::chrono::milliseconds>(first_too_late.time_since_epoch()).count() - 1;
  const auto value = number_in<std::int64_t>(text);
  if (!value || *value < 0 || *value > most) {
    return wrong(text, fmt::format("a time in milliseconds since 1970: 0 to {}", most));
  }
  timestamp = base::WallTime(std::chrono::milliseconds(*value));
  return {};
}

Set set_module_id(std::string& module_id, string_view text) {
  if (text.empty() || base::first_invalid_utf8(text)) return wrong(text, "a module ID in UTF-8");
  module_id = text;
  return {};
}

}  // namespace krm::cli
