// The names that a certificate of ours vouches for.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace krm::tls {

struct ServerNames {
  std::set<std::string> hosts;      // lower case; "*.example.com" is all one level below
  std::set<std::string> addresses;  // 4 or 16 bytes, as they travel

  // Whether it was one: a DNS name, or an address as people write it.
  bool add(std::string_view name);
  void merge(const ServerNames& others);

  bool operator==(const ServerNames&) const = default;
};

// The comma-separated names of `list`. Fails with the one that is none.
tl::expected<ServerNames, std::string> parse_names(std::string_view list);

// For a server that listens on `host`: localhost, the loopback addresses, `host` itself where it is
// a name or an address of one interface, and the others.
ServerNames names_of_server(std::string_view host, const ServerNames& others);

}  // namespace krm::tls
