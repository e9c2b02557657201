// Where the server is, as URLs.
#pragma once

#include <string>
#include <string_view>

namespace krm::cli {

// "http://127.0.0.1:4599", or "http://[::1]:4599".
std::string url_of(std::string_view host, int port);

// The same for a client: an address that means every interface is one to listen on and not one to
// connect to, so the loopback address of its family stands in for it.
std::string client_url(std::string_view host, int port);

}  // namespace krm::cli
