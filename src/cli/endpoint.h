// Where a client finds the server.
#pragma once

#include <string>
#include <string_view>

namespace krm::cli {

// "http://127.0.0.1:4599". An address that means every interface is one to listen on and not one to
// connect to: the loopback address of its family stands in for it.
std::string base_url(std::string_view host, int port);

}  // namespace krm::cli
