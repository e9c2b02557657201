// The stage `forward`: what is sent to the upstream for a request, and what the client gets for its
// reply.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "aws/error.h"
#include "base/entropy.h"
#include "mock/case.h"

namespace krm::mock {

// Writes the head of what the upstream is sent. It is that of the request as it came, with a Via
// more. The fields that belong to the client's connection are left out (RFC 9110, 7.6.1). The body
// follows it unchanged. Does nothing unless the plan forwards.
void forward(Case& one);

// Fills in the reply from what came back. A reply is passed on as it is, but for the fields that
// the plan edits. A line says why there is none. REQUIRES: the plan forwards.
void take_back(Case& one, tl::expected<http::HttpReply, std::string> got, base::Entropy& entropy);

// Returns what a client gets in place of the upstream's reply. It names no host; `why` may.
aws::Error no_reply_from_upstream(std::string why);

// Returns whether the request has passed a server of that name, which an empty name is none of.
bool is_in_via(std::string_view name, const http::HttpRequest& request);

}  // namespace krm::mock
