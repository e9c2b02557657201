// Finds the addresses behind the hosts that a user names. A server listens on all of them, since
// clients that resolve the same name may try any.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace krm::net {

struct Address {
  std::string text;
  bool is_only_one;  // its host has no other

  bool operator==(const Address&) const = default;
};

// Returns every address of every host, in the order of hosts and resolver. A host is a name or an
// address. On failure returns the first host that does not exist.
tl::expected<std::vector<Address>, std::string> addresses_of(std::span<const std::string> hosts);

// Returns whether the host is this machine's loopback interface: localhost, ::1 or 127.0.0.0/8.
bool is_loopback(std::string_view host);

// Returns 0 when this machine has the address, else the system's error.
int why_not_here(const std::string& address);

// Returns each address once. Leaves out what another one takes: 0.0.0.0 takes all of IPv4, and ::
// takes everything.
std::vector<Address> without_doubles(std::span<const Address> addresses);

}  // namespace krm::net
