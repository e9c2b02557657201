// Where the server is, as URLs.
#pragma once

#include <string>
#include <string_view>

#include "net/encryption.h"

namespace krm::cli {

using Tls = net::Encryption::Tls;

// "http://127.0.0.1:4599", or "http://[::1]:4599"; https where nothing else is answered.
std::string url_of(Tls tls, std::string_view host, int port);

// The same for a client: an address that means every interface is one to listen on and not one to
// connect to, so the loopback address of its family stands in for it.
std::string client_url(Tls tls, std::string_view host, int port);

// The same by https, of a URL by http; any other as it is.
std::string secured(std::string url);

}  // namespace krm::cli
