// Makes a file for clients that trust what one file holds and nothing else. It holds the authority
// of this machine, which can be exchanged there, and then what the clients trusted until now. The
// order matters: if an earlier authority is in the second part, the first of that name counts.
#pragma once

#include <string>
#include <string_view>

namespace krm::tls {

inline constexpr std::string_view bundle_name = "bundle.pem";

std::string bundle(std::string_view trusted_before, std::string_view authority);

// Returns what follows the authority in a bundle. Returns all of a text that is not a bundle.
std::string_view trusted_before(std::string_view bundle);

}  // namespace krm::tls
