// Says what a user can do about a handshake that failed. The client often shows nothing but that it
// failed, so the log of the server is where people look.
#pragma once

#include <string>
#include <string_view>

namespace krm::tls {

// Returns what to change, as half a sentence. `failure` is Session::failure(), or what ended the
// connection. `whom_to_trust` and `name_lacking` are what Identity says of this client.
std::string advice_for(std::string_view failure, std::string_view whom_to_trust,
                       std::string_view name_lacking = {});

// Returns what to change when this server is the client, as a part of a sentence in brackets with a
// blank before it. Returns an empty text where there is nothing to say.
std::string advice_for_own(std::string_view failure, std::string_view host);

}  // namespace krm::tls
