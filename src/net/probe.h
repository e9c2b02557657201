// The other end of a probe: asks a running server whether it is ready.
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace krm::net {

// GETs the URL `text` ("http://host:port/path"; without a path, /readyz) within two seconds for
// each step. Returns the status, or one line that says why there is none.
tl::expected<int, std::string> probe(const std::string& text);

}  // namespace krm::net
