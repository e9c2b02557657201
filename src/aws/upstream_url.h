// Reads the URL of a server that stands behind this one. A host of AWS is refused: the mock is for
// work without a cloud account, and must never carry a test's traffic into one.
//
// Thread-safety: functions without state.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "http/upstream.h"

namespace krm::aws {

// Returns where `text` leads: `http://HOST`, `https://HOST:PORT`, an IPv6 address in brackets. On
// failure returns what is wrong and what to write instead, in a line that quotes no password.
tl::expected<http::Upstream, std::string> read_upstream_url(std::string_view text);

// Returns whether AWS has that host name (MODEL: botocore's partitions), whatever its case.
bool is_host_of_aws(std::string_view host);

}  // namespace krm::aws
