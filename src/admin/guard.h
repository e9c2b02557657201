// Keeps strangers away from the admin API. A page of the web can make a browser send requests to
// this machine, and can give it a name of its own. Neither gets through.
//
// Thread-safety: immutable.
#pragma once

#include <optional>

#include "admin/access.h"
#include "admin/reply.h"
#include "http/request.h"

namespace krm::admin {

// Returns why the request is refused, or nothing. Host must be loopback, an address or an allowed
// name. An Origin must be the server's own. Sec-Fetch-Site must not name another site.
std::optional<Reply> refuse_stranger(const http::HttpRequest& request, const Access& access);

}  // namespace krm::admin
