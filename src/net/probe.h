// Asks a running server whether it is ready. It is the client side of a probe.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace krm::net {

// Sends GET to the URL `text`: "http://host:port/path", or https. Without a path it asks for
// /readyz. Each step may take two seconds. Verifies no certificate, since it asks whatever server
// listens there. Returns the status. On failure returns one line that says why there is none.
tl::expected<int, std::string> probe(const std::string& text);

// Returns whether a server answers at a URL on this machine's loopback interface. Returns nothing
// when `text` is no such URL. A server that accepts and is slow counts as one that answers.
std::optional<bool> answers_on_loopback(const std::string& text);

}  // namespace krm::net
