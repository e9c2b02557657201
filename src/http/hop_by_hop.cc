#include "http/hop_by_hop.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace krm::http {
namespace {

constexpr std::array<std::string_view, 8> always{
    "Connection",       "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization",
    "Proxy-Connection", "TE",         "Transfer-Encoding",  "Upgrade"};

// Without it the length of the message would be lost.
constexpr std::string_view never = "Content-Length";

std::vector<std::string> named_by_connection(const Headers& headers) {
  std::vector<std::string> names;
  for (const Header& header : headers) {
    if (!iequals(header.name, "Connection")) continue;
    for (std::string_view list = header.value;;) {
      const auto comma = list.find(',');
      const std::string_view name = trim(list.substr(0, comma));
      if (!name.empty() && !iequals(name, never)) names.emplace_back(name);
      if (comma == std::string_view::npos) break;
      list.remove_prefix(comma + 1);
    }
  }
  return names;
}

}  // namespace

void drop_hop_by_hop(Headers& headers) {
  const auto named = named_by_connection(headers);
  std::erase_if(headers, [&](const Header& header) {
    const auto is_it = [&](std::string_view name) { return iequals(header.name, name); };
    return std::ranges::any_of(always, is_it) || std::ranges::any_of(named, is_it);
  });
}

}  // namespace krm::http
