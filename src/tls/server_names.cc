#include "tls/server_names.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "base/ascii.h"

namespace krm::tls {
namespace {

constexpr std::size_t longest_name = 253;
constexpr std::size_t longest_label = 63;

std::optional<std::string> address_of(const std::string& text) {
  std::array<char, sizeof(in6_addr)> bytes{};
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
    return std::string(bytes.data(), sizeof(in_addr));
  }
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) {
    return std::string(bytes.data(), bytes.size());
  }
  return {};
}

// Returns whether `label` is one by RFC 1123. The underscore is for the names in compose files.
bool is_label(std::string_view label) {
  const auto fits = [](char c) {
    return base::is_letter(c) || base::is_digit(c) || c == '-' || c == '_';
  };
  return !label.empty() && label.size() <= longest_label && !label.starts_with('-') &&
         !label.ends_with('-') && std::ranges::all_of(label, fits);
}

bool is_host(std::string_view name) {
  if (name.size() > longest_name) return false;
  if (name.starts_with("*.")) name.remove_prefix(2);
  for (;;) {
    const auto dot = name.find('.');
    if (!is_label(name.substr(0, dot))) return false;
    if (dot == std::string_view::npos)
      return !std::ranges::all_of(name, base::is_digit);  // else it was meant as an address
    name.remove_prefix(dot + 1);
  }
}

}  // namespace

bool ServerNames::add(std::string_view name) {
  std::string text = base::lower_case(name);
  if (auto address = address_of(text)) {
    addresses.insert(std::move(*address));
    return true;
  }
  if (!is_host(text)) return false;
  hosts.insert(std::move(text));
  return true;
}

void ServerNames::merge(const ServerNames& others) {
  hosts.insert(others.hosts.begin(), others.hosts.end());
  addresses.insert(others.addresses.begin(), others.addresses.end());
}

tl::expected<ServerNames, std::string> parse_names(std::string_view list) {
  ServerNames names;
  for (;;) {
    const auto comma = list.find(',');
    const std::string_view name = list.substr(0, comma);
    if (!names.add(name)) return tl::unexpected(std::string(name));
    if (comma == std::string_view::npos) return names;
    list.remove_prefix(comma + 1);
  }
}

ServerNames names_of_server(const std::vector<std::string>& hosts, const ServerNames& others) {
  ServerNames names = others;
  for (const std::string_view name : {"localhost", "127.0.0.1", "::1"}) names.add(name);
  for (const std::string& host : hosts) names.add(host);
  for (const std::size_t size : {sizeof(in_addr), sizeof(in6_addr)}) {
    names.addresses.erase(std::string(size, '\0'));  // means every interface, in any spelling
  }
  return names;
}

}  // namespace krm::tls
