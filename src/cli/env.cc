#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "cli/commands.h"
#include "cli/endpoint.h"
#include "cli/ready_file.h"

namespace krm::cli {
namespace {

// Variables that would send an SDK elsewhere, or make it refuse a custom endpoint.
constexpr std::array<std::string_view, 5> in_the_way{
    "AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"};

// As one word for a POSIX shell.
std::string shell_word(std::string_view text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + '\'';
}

bool lists(std::string_view list, std::string_view host) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    if (list.substr(0, comma) == host) return true;
    if (comma == std::string_view::npos) break;
    list.remove_prefix(comma + 1);
  }
  return false;
}

// What is there, and the loopback names in front unless they are there too.
std::string no_proxy(const Environment& environment, std::string_view variable) {
  const auto found = environment.find(variable);
  std::string value = found == environment.end() ? "" : found->second;
  for (const std::string_view host : {"localhost", "127.0.0.1"}) {
    if (!lists(value, host)) value = fmt::format("{}{}{}", host, value.empty() ? "" : ",", value);
  }
  return value;
}

}  // namespace

int env(const Options& options, const Environment& environment) {
  std::string url = read_ready_file(options.ready_file);
  if (url.empty()) url = base_url(options.host, options.port);
  std::string lines;
  const auto export_line = [&lines](std::string_view name, std::string_view value) {
    lines += fmt::format("export {}={}\n", name, shell_word(value));
  };
  export_line("AWS_ENDPOINT_URL_KMS", url);
  export_line("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
  export_line("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  export_line("AWS_REGION", options.region);
  export_line("AWS_DEFAULT_REGION", options.region);
  for (const std::string_view variable : {"NO_PROXY", "no_proxy"}) {
    export_line(variable, no_proxy(environment, variable));
  }
  for (const std::string_view name : in_the_way) lines += fmt::format("unset {}\n", name);
  fmt::print("{}", lines);
  return 0;
}

}  // namespace krm::cli
