// A file for clients that trust what one file holds and nothing else: what they trusted until now,
// and behind a mark the authority of this machine, which can be exchanged there.
#pragma once

#include <string>
#include <string_view>

namespace krm::tls {

inline constexpr std::string_view bundle_name = "bundle.pem";

std::string bundle(std::string_view trusted_before, std::string_view authority);

// What stands before the mark; all of a text without one.
std::string_view trusted_before(std::string_view bundle);

}  // namespace krm::tls
