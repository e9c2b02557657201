#include "net/socket.h"

#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace krm::net {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr milliseconds send_timeout = 30s;
constexpr milliseconds linger_time = 1s;
// Allows one MiB, and what TLS adds to it.
constexpr std::size_t linger_bytes = (std::size_t{1} << 20) + (std::size_t{1} << 16);

constexpr int most_receives = 8;  // before others have their turn

}  // namespace

Socket::Socket(int socket, Loop& loop, const base::Event& stop)
    : socket_(socket), watch_(loop, socket), stop_(stop) {
  const int yes = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  // Otherwise a receive would stop before urgent data, and leave what comes behind.
  setsockopt(socket, SOL_SOCKET, SO_OOBINLINE, &yes, sizeof yes);
}

Socket::~Socket() { close(socket_); }

Task<int> Socket::connected(Loop::Time until) {
  for (;;) {
    pollfd state{socket_, POLLOUT, 0};
    if (poll(&state, 1, 0) > 0) {
      int error = 0;
      socklen_t size = sizeof error;
      getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
      const bool is_shut = (state.revents & POLLHUP) != 0;
      co_return error == 0 && is_shut ? ECONNABORTED : error;
    }
    if (SteadyClock::now() >= until) co_return ETIMEDOUT;
    co_await watch_.sleep(until);
  }
}

Task<bool> Socket::arrival(Loop::Time until) {
  // A client that never ceases to send would keep the loop for itself.
  if (watch_.readable() && ++received_ >= most_receives) {
    received_ = 0;
    co_await loop().enter();
    if (SteadyClock::now() >= until) co_return false;
  }
  while (!watch_.readable()) {
    received_ = 0;
    co_await watch_.sleep(until);
    if (!watch_.readable() && SteadyClock::now() >= until) co_return false;
  }
  co_return true;
}

std::optional<char> Socket::peek() {
  char first = 0;
  if (receive({&first, 1}, MSG_PEEK).end != Read::End::bytes) return {};
  return first;
}

bool Socket::is_silent() {
  char first = 0;
  return receive({&first, 1}, MSG_PEEK).end == Read::End::nothing;
}

Read Socket::receive(std::span<char> into, int flags) {
  for (;;) {
    const ssize_t size = recv(socket_, into.data(), into.size(), flags | MSG_DONTWAIT);
    if (size < 0 && errno == EINTR) continue;
    // Less than there is room for is all that there is (epoll(7)), except for an end.
    if (size < static_cast<ssize_t>(into.size())) watch_.drained();
    if (size > 0) return {Read::End::bytes, static_cast<std::size_t>(size)};
    const bool nothing = size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    was_reset_ = size < 0 && !nothing;
    return {nothing ? Read::End::nothing : Read::End::closed, 0};
  }
}

Task<Written> Socket::send(std::string_view bytes, const Meanwhile* meanwhile) {
  const std::size_t written = send_at_once(bytes);
  if (written == bytes.size()) return Task<Written>::done(Written{Written::End::all, written});
  return send_rest(bytes, written, meanwhile);
}

Task<Written> Socket::send_rest(std::string_view bytes, std::size_t written,
                                const Meanwhile* meanwhile) {
  const auto latest = [meanwhile] {
    const auto time = SteadyClock::now() + send_timeout;
    return meanwhile != nullptr ? std::min(time, meanwhile->until) : time;
  };
  for (auto until = latest(); written < bytes.size();) {
    const std::size_t more = send_at_once(bytes.substr(written));
    written += more;
    if (more > 0) until = latest();
    if (more > 0 || errno == EINTR) continue;
    const bool waits = errno == EAGAIN || errno == EWOULDBLOCK;
    if (!waits) co_return Written{Written::End::client_left, written};
    if (SteadyClock::now() >= until) co_return Written{Written::End::timeout, written};
    if (meanwhile != nullptr && watch_.readable()) {
      if (!meanwhile->hear()) co_return Written{Written::End::pointless, written};
      continue;
    }
    co_await watch_.sleep(until);
  }
  co_return Written{Written::End::all, written};
}

std::size_t Socket::send_at_once(std::string_view bytes) {
  const auto size = ::send(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  return static_cast<std::size_t>(std::max<ssize_t>(size, 0));
}

Task<Waited> Socket::wait(const base::Clock& clock, std::optional<base::Nanoseconds> instant,
                          Leaving leaving) {
  for (;;) {
    const auto changed = clock.changed();
    const auto left = instant ? clock.until(*instant) : std::nullopt;
    if (left && left->count() <= 0) co_return Waited::elapsed;
    if (stop_.raised()) co_return Waited::stopping;
    const bool left_us = leaving == Leaving::on_any_close ? watch_.closed() : watch_.broken();
    if (left_us) co_return Waited::client_left;
    co_await watch_.sleep(left ? SteadyClock::now() + *left : Loop::never, changed.get());
  }
}

Task<bool> Socket::change(const base::Event* event, Loop::Time until) {
  const auto is_over = [&] { return (event != nullptr && event->raised()) || stop_.raised(); };
  while (!is_over() && SteadyClock::now() < until) {
    if (watch_.closed()) co_return false;
    co_await watch_.sleep(until, event);
  }
  co_return true;
}

Task<void> Socket::finish() {
  shutdown(socket_, SHUT_WR);
  const auto end = SteadyClock::now() + linger_time;
  std::array<char, 4096> discarded;
  std::size_t total = 0;
  while (total < linger_bytes && co_await arrival(end)) {
    const Read read_now = receive(discarded);
    if (read_now.end == Read::End::closed) co_return;
    total += read_now.size;
  }
}

void Socket::discard() {
  std::array<char, 4096> discarded;
  receive(discarded);
}

Task<void> Socket::reset() {
  // Closing with a linger time of zero discards what the kernel has not delivered yet.
  const auto end = SteadyClock::now() + linger_time;
  int unsent = 0;
  for (auto now = SteadyClock::now();
       now < end && ioctl(socket_, SIOCOUTQ, &unsent) == 0 && unsent > 0;
       now = SteadyClock::now()) {
    co_await watch_.sleep(now + 1ms);
  }
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

}  // namespace krm::net
