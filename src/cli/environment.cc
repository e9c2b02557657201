#include "cli/environment.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "cli/options.h"
#include "document/mistake.h"

namespace krm::cli {
namespace {

bool has_protocol(std::string_view text, std::string_view before, std::string_view behind) {
  for (const std::string_view protocol : {"tcp", "udp", "sctp", "TCP", "UDP", "SCTP"}) {
    if (text.starts_with(fmt::format("{}{}{}", before, protocol, behind))) return true;
  }
  return false;
}

// Returns whether Kubernetes, or a link of Docker, injects such a variable. `name` starts with the
// last underscore of our prefix. The name of the service may go on before the shape
// ("KMS_RANDOM_MOCK_BLUE_SERVICE_HOST"), so shapes are looked for at the end.
bool is_injected(std::string_view name, std::string_view value) {
  if (name.ends_with("_SERVICE_HOST") || name.find("_SERVICE_PORT") != std::string_view::npos) {
    return true;
  }
  // GitLab's runner links services: the name of the link, and each variable of the service.
  if (name.ends_with("_NAME") && value.starts_with('/')) return true;
  if (name.starts_with("_ENV_")) return true;
  if (name.ends_with("_PORT") && has_protocol(value, "", "://")) return true;
  // _PORT_<n>_<protocol>, and _PROTO, _PORT, _ADDR behind it
  constexpr std::string_view port = "_PORT_";
  for (auto at = name.find(port); at != std::string_view::npos; at = name.find(port, at + 1)) {
    const std::string_view rest = name.substr(at + port.size());
    const auto digits = static_cast<std::size_t>(
        std::find_if_not(rest.begin(), rest.end(), base::is_digit) - rest.begin());
    if (digits > 0 && has_protocol(rest.substr(digits), "_", "")) return true;
  }
  return false;
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

std::string value_of(const Environment& environment, std::string_view variable) {
  const auto found = environment.find(variable);
  return found == environment.end() ? "" : found->second;
}

tl::expected<Environment, std::string> own_variables(const Environment& environment) {
  std::vector<std::string> variables;
  for (const OptionRow& row : option_table()) variables.push_back(variable_of(row.flag));
  Environment own;
  for (const auto& [name, value] : environment) {
    if (!name.starts_with(variable_prefix) || value.empty()) continue;
    const auto shape = std::string_view(name).substr(variable_prefix.size() - 1);
    if (name == url_variable || name == binary_variable) continue;
    if (is_injected(shape, value)) continue;
    if (std::ranges::find(variables, name) == variables.end()) {
      return tl::unexpected(
          fmt::format("{} is set, but there is no such setting{}", name,
                      document::nearest(name, {variables.begin(), variables.end()})));
    }
    own.emplace(name, value);
  }
  return own;
}

}  // namespace krm::cli
