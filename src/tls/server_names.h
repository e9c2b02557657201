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
  void merge(ServerNames others);

  bool operator==(const ServerNames&) const = default;
};

// For a server that listens on `host`: localhost, the loopback addresses, `host` itself where it is
// a name or an address of one interface, every name of KMS, and the comma-separated `others`. Fails
// with the one of the others that is no name.
tl::expected<ServerNames, std::string> names_of_server(std::string_view host,
                                                       std::string_view others);

}  // namespace krm::tls
