// The hosts that a client may have signed in place of the one that arrived: a proxy changes Host on
// the way, and clients write a host in more than one way.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"

namespace krm::sigv4 {

// Another way to write a part of a request, and what is to be said about it.
struct Variant {
  std::string text;
  std::string how{};
};

// Returns the hosts to try for a request that arrived with `host` and was signed for `region`.
// There are some hundred of them at most.
std::vector<Variant> hosts_in_place_of(const std::string& host, std::string_view region,
                                       const http::HttpRequest& request);

}  // namespace krm::sigv4
