// Writes the address of the server as a URL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/encryption.h"

namespace krm::cli {

using Tls = net::Encryption::Tls;

// Returns "http://127.0.0.1:4599", or "http://[::1]:4599". Writes https when `tls` is require: then
// the server answers nothing else.
std::string url_of(Tls tls, std::string_view host, int port);

// Returns the URLs of all hosts, with "and" between them.
std::string urls_of(Tls tls, const std::vector<std::string>& hosts, int port);

// Returns the URL for a client. Nobody can connect to an address that means every interface, so the
// loopback address of its family replaces it.
std::string client_url(Tls tls, std::string_view host, int port);

// Returns an http URL as https. Returns any other URL as it is.
std::string secured(std::string url);

}  // namespace krm::cli
