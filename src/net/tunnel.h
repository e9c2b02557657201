// Says whether a CONNECT (RFC 9110, 9.3.6) gets its tunnel. This server is the end of each tunnel:
// it stands in for the hosts that its certificate is for, and connects to nobody.
//
// Thread-safety: as Identity's.
#pragma once

#include <optional>
#include <string>

#include "http/request.h"
#include "net/encryption.h"

namespace krm::net {

struct NoTunnel {
  int status;
  std::string why;  // one sentence for the client, without a line break
};

// Returns why there is no tunnel, or nothing when there is one. `is_tunnelled`: the request came
// through a tunnel itself. Throws Broken. Making a certificate may take long.
std::optional<NoTunnel> why_no_tunnel(const http::HttpRequest& connect,
                                      const Encryption& encryption, bool is_tunnelled);

}  // namespace krm::net
