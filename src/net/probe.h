// The other end of a probe: asks a running server whether it is ready.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace krm::net {

// GETs the URL `text` ("http://host:port/path" or https; without a path, /readyz) within two
// seconds for each step. Whether it is ready is asked of whoever listens there, so no certificate
// is verified. Returns the status, or one line that says why there is none.
tl::expected<int, std::string> probe(const std::string& text);

}  // namespace krm::net
