// A server of one thread, one receive and one send a request, and nothing else.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace krm::bench {

// Returns how many requests became whole with what a connection has just received. `bytes` are
// empty when the connection is gone, and its number may then become that of another.
using CountRequests = std::function<std::size_t(int connection, std::string_view bytes)>;

// Sends `reply` for each request. Serves on a free port of 127.0.0.1, which it prints, until the
// process is killed. Returns only where it cannot listen, and has then said why on stderr.
void serve_raw(const std::string& reply, const CountRequests& requests_in);

}  // namespace krm::bench
