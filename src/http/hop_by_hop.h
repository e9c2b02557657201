// Fields that speak of one connection, so that no proxy passes them on (RFC 9110, 7.6.1).
#pragma once

#include "http/header.h"

namespace krm::http {

// Removes Connection and every field that it names, Keep-Alive, Proxy-Authenticate,
// Proxy-Authorization, Proxy-Connection, TE, Transfer-Encoding and Upgrade. The others keep their
// order. Content-Length stays, even where Connection names it.
void drop_hop_by_hop(Headers& headers);

}  // namespace krm::http
