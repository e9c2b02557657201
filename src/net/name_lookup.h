// Finds where an upstream is. The system's resolver may take many seconds and cannot be stopped. So
// it runs in its own thread, one for each name and loop, and nobody has to wait for its end.
//
// Thread-safety: as a Loop's.
#pragma once

#include <sys/socket.h>

#include <atomic>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "net/loop.h"
#include "net/task.h"

namespace krm::net {

struct Endpoint {
  sockaddr_storage address;
  socklen_t size;

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address); }
};

using Endpoints = std::vector<Endpoint>;

// Returns every endpoint of `host`, at least one, in the order of the resolver. `host` is a name,
// or an address without brackets, which takes no thread. On failure returns one line that says why,
// such as "no such host". Returns an empty text when `until` comes first, and soon after `ended`
// has become true.
Task<tl::expected<Endpoints, std::string>> look_up(std::string host, int port, Loop& loop,
                                                   Loop::Time until,
                                                   const std::atomic<bool>& ended);

}  // namespace krm::net
