#include "net/upstream_line.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/ascii.h"

namespace krm::net {
namespace {

using SteadyClock = std::chrono::steady_clock;

std::string in_words_of_connecting(int error) {
  if (error == ETIMEDOUT) return {};
  std::string words = std::generic_category().message(error);
  if (!words.empty()) words.front() = base::lower(words.front());
  return words;
}

}  // namespace

UpstreamLine::UpstreamLine(int socket, Home home)
    : sockets_(home.sockets), socket_(socket), wire_(socket, home.loop, home.stop) {}

UpstreamLine::~UpstreamLine() { sockets_.remove(socket_); }

Task<UpstreamLine::Opened> UpstreamLine::open(const http::Upstream& upstream, Home home,
                                              Loop::Time until) {
  const auto endpoints =
      co_await look_up(upstream.host, upstream.port, home.loop, until, home.sockets.ended());
  if (!endpoints) co_return tl::unexpected(endpoints.error());
  Opened opened = tl::unexpected(std::string());
  for (std::size_t i = 0; i < endpoints->size(); ++i) {
    // One that never answers leaves the others their share of the time.
    const auto now = SteadyClock::now();
    const auto share = (until - now) / static_cast<long>(endpoints->size() - i);
    opened = co_await connect_to((*endpoints)[i], home, now + share);
    if (opened || home.sockets.ended()) break;
  }
  co_return opened;
}

Task<UpstreamLine::Opened> UpstreamLine::connect_to(const Endpoint& endpoint, Home home,
                                                    Loop::Time until) {
  const auto failed = [](int error) { return tl::unexpected(in_words_of_connecting(error)); };
  const int socket =
      ::socket(endpoint.get()->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket < 0) co_return failed(errno);
  if (!home.sockets.add(socket)) {
    close(socket);
    co_return failed(ECANCELED);
  }
  // A socket that is not being connected yet would be reported as broken at once.
  const int error = ::connect(socket, endpoint.get(), endpoint.size) == 0 ? 0 : errno;
  auto line = std::make_unique<UpstreamLine>(socket, home);
  if (error != 0 && error != EINPROGRESS) co_return failed(error);
  const int outcome = co_await line->wire().connected(until);
  if (outcome != 0) co_return failed(outcome);
  co_return Opened(std::move(line));
}

}  // namespace krm::net
