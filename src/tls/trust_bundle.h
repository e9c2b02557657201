// A file for clients that trust what one file holds and nothing else: the authority of this
// machine, which can be exchanged there, and what they trusted until now. In that order: where an
// authority of before is among the latter, the first of that name counts.
#pragma once

#include <string>
#include <string_view>

namespace krm::tls {

inline constexpr std::string_view bundle_name = "bundle.pem";

std::string bundle(std::string_view trusted_before, std::string_view authority);

// What stands behind the authority; all of another text.
std::string_view trusted_before(std::string_view bundle);

}  // namespace krm::tls
