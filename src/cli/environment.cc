#include "cli/environment.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "cli/options.h"

namespace krm::cli {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// `name` without our prefix. The prefix of the service may go on ("KMS_RANDOM_MOCK_BLUE_"), so the
// shapes are looked for at its end.
bool injected_by_kubernetes(std::string_view name, std::string_view value) {
  if (name.ends_with("SERVICE_HOST") || name.find("SERVICE_PORT") != std::string_view::npos) {
    return true;
  }
  // PORT_<n>_<protocol>, and _PROTO, _PORT, _ADDR behind it
  const auto at = name.find("PORT_");
  if (at == std::string_view::npos) {
    return name.ends_with("PORT") && (value.starts_with("tcp://") || value.starts_with("udp://") ||
                                      value.starts_with("sctp://"));
  }
  const std::string_view rest = name.substr(at + 5);
  const auto digits =
      static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_digit) - rest.begin());
  const std::string_view protocol = rest.substr(digits);
  return digits > 0 && (protocol.starts_with("_TCP") || protocol.starts_with("_UDP") ||
                        protocol.starts_with("_SCTP"));
}

}  // namespace

Environment read_environment(const char* const* entries) {
  Environment environment;
  for (; entries != nullptr && *entries != nullptr; ++entries) {
    const std::string_view entry = *entries;
    const auto equals = entry.find('=');
    if (equals == std::string_view::npos) continue;
    environment.emplace(entry.substr(0, equals), entry.substr(equals + 1));
  }
  return environment;
}

tl::expected<Environment, std::string> own_variables(const Environment& environment) {
  Environment own;
  for (const auto& [name, value] : environment) {
    if (!name.starts_with(variable_prefix)) continue;
    if (injected_by_kubernetes(std::string_view(name).substr(variable_prefix.size()), value)) {
      continue;
    }
    const bool known = std::ranges::any_of(
        option_table(), [&](const OptionRow& row) { return variable_of(row.flag) == name; });
    if (!known) {
      return tl::unexpected(fmt::format("{} is set, but there is no such setting", name));
    }
    own.emplace(name, value);
  }
  return own;
}

}  // namespace krm::cli
