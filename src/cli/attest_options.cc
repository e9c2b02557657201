#include "cli/attest_options.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdint>

#include "base/log.h"
#include "scenario/text.h"

namespace krm::cli {
namespace {

using std::string_view;

constexpr unsigned last_pcr = 31;

tl::unexpected<std::string> wrong(string_view text, string_view expected) {
  return tl::unexpected(fmt::format("{} is not {}", base::quoted(text), expected));
}

// All of the text, in that base, and nothing else.
template <typename Number>
std::optional<Number> number_in(string_view text, int number_base = 10) {
  Number number{};
  const char* end = text.data() + text.size();
  const auto [read_to, error] = std::from_chars(text.data(), end, number, number_base);
  return error == std::errc{} && read_to == end ? std::optional(number) : std::nullopt;
}

// Nothing when it is no value of a PCR: the digests of SHA-256, SHA-384 and SHA-512 can be one.
std::optional<base::Bytes> pcr_value(string_view hex) {
  if (hex.size() != 64 && hex.size() != 96 && hex.size() != 128) return std::nullopt;
  base::Bytes value;
  for (; !hex.empty(); hex.remove_prefix(2)) {
    const auto byte = number_in<std::uint8_t>(hex.substr(0, 2), 16);
    if (!byte) return std::nullopt;
    value.push_back(*byte);
  }
  return value;
}

}  // namespace

Set set_pcr(std::map<unsigned, base::Bytes>& pcrs, string_view text) {
  const auto equals = text.find('=');
  const auto pcr = number_in<unsigned>(text.substr(0, equals));
  auto value = equals == string_view::npos ? std::nullopt : pcr_value(text.substr(equals + 1));
  if (!pcr || *pcr > last_pcr || !value) {
    return wrong(text, fmt::format("a PCR: a number from 0 to {}, \"=\" and 32, 48 or 64 bytes "
                                   "in hexadecimal digits",
                                   last_pcr));
  }
  if (!pcrs.emplace(*pcr, std::move(*value)).second) {
    return tl::unexpected(fmt::format("PCR{} is given twice", *pcr));
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
  if (text.empty() || scenario::first_invalid_utf8(text))
    return wrong(text, "a module ID in UTF-8");
  module_id = text;
  return {};
}

}  // namespace krm::cli
