// The names that a certificate of ours vouches for.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace krm::tls {

struct ServerNames {
  std::set<std::string> hosts;      // in lower case; "*.example.com" is every name one level below
  std::set<std::string> addresses;  // 4 or 16 bytes each, in network byte order

  // Adds a DNS name, or an address as people write it. Returns false and adds nothing when `name`
  // is neither.
  bool add(std::string_view name);
  void merge(const ServerNames& others);

  bool operator==(const ServerNames&) const = default;
};

// Returns the comma-separated names of `list`. On failure returns the first that is not a name.
tl::expected<ServerNames, std::string> parse_names(std::string_view list);

// Returns the names of a server that listens on `hosts`: localhost, the loopback addresses, the
// hosts themselves, and `others`. A host is left out unless it is a name or an address of one
// interface.
ServerNames names_of_server(const std::vector<std::string>& hosts, const ServerNames& others);

}  // namespace krm::tls
