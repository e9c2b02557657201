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
#include <climits>

namespace krm::net {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr milliseconds send_timeout = 30s;
constexpr milliseconds linger_time = 1s;
// Allows one MiB, and what TLS adds to it.
constexpr std::size_t linger_bytes = (std::size_t{1} << 20) + (std::size_t{1} << 16);

timeval to_timeval(milliseconds time) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
  const auto rest = std::chrono::microseconds(time - seconds);
  return {.tv_sec = seconds.count(), .tv_usec = rest.count()};
}

milliseconds left_until(SteadyClock::time_point end) {
  return std::chrono::ceil<milliseconds>(end - SteadyClock::now());
}

int poll_time(milliseconds left) {
  return static_cast<int>(std::clamp<milliseconds::rep>(left.count(), 0, INT_MAX));
}

}  // namespace

Socket::Socket(int socket, milliseconds idle, const base::Event& stop)
    : socket_(socket), idle_(idle), stop_(stop) {
  const int yes = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  const timeval send_time = to_timeval(send_timeout);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &send_time, sizeof send_time);
  // Replaces the timeout that httplib has set.
  const timeval receive_time = to_timeval(idle);
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &receive_time, sizeof receive_time);
}

Socket::~Socket() { close(socket_); }

Read Socket::receive(std::span<char> into, milliseconds time) { return receive(into, time, 0); }

std::optional<char> Socket::first_byte(milliseconds time) {
  char first = 0;
  if (receive({&first, 1}, time, MSG_PEEK).end != Read::End::bytes) return {};
  return first;
}

Read Socket::receive(std::span<char> into, milliseconds time, int flags) {
  const auto end = SteadyClock::now() + time;
  for (;;) {
    if (time != idle_) {
      pollfd readable{socket_, POLLIN, 0};
      if (poll(&readable, 1, poll_time(left_until(end))) == 0) return {Read::End::timeout, 0};
    }
    const ssize_t size = recv(socket_, into.data(), into.size(), flags);
    if (size > 0) return {Read::End::bytes, static_cast<std::size_t>(size)};
    if (size == 0) return {Read::End::closed, 0};
    if (errno == EINTR) continue;
    const bool timeout = errno == EAGAIN || errno == EWOULDBLOCK;
    return {timeout ? Read::End::timeout : Read::End::closed, 0};
  }
}

Written Socket::send(std::string_view bytes) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t size =
        ::send(socket_, bytes.data() + written, bytes.size() - written, MSG_NOSIGNAL);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) {
      const bool timeout = errno == EAGAIN || errno == EWOULDBLOCK;
      return {timeout ? Written::End::timeout : Written::End::client_left, written};
    }
    written += static_cast<std::size_t>(size);
  }
  return {Written::End::all, written};
}

Waited Socket::wait(const base::Clock& clock, std::optional<base::Nanoseconds> instant,
                    Leaving leaving) {
  const short leaves = leaving == Leaving::on_any_close ? POLLRDHUP : 0;
  for (;;) {
    const auto changed = clock.changed();
    int timeout = -1;
    if (instant) {
      const auto left = clock.until(*instant);
      if (left && left->count() <= 0) return Waited::elapsed;
      if (left) timeout = poll_time(std::chrono::ceil<milliseconds>(*left));
    }
    std::array<pollfd, 3> events{{{stop_.descriptor(), POLLIN, 0},
                                  {socket_, leaves, 0},
                                  {changed ? changed->descriptor() : -1, POLLIN, 0}}};
    const int ready = poll(events.data(), events.size(), timeout);
    if (ready < 0 && errno != EINTR) return Waited::client_left;
    if (ready <= 0) continue;
    if (events[0].revents != 0) return Waited::stopping;
    if (events[1].revents != 0) return Waited::client_left;
  }
}

void Socket::finish() {
  shutdown(socket_, SHUT_WR);
  const auto end = SteadyClock::now() + linger_time;
  std::array<char, 4096> discarded;
  std::size_t total = 0;
  while (total < linger_bytes) {
    const auto left = left_until(end);
    if (left <= 0ms) return;
    const Read read_now = receive(discarded, left);
    if (read_now.end != Read::End::bytes) return;
    total += read_now.size;
  }
}

void Socket::finish_at_once(std::string_view last) {
  [[maybe_unused]] const auto sent =
      ::send(socket_, last.data(), last.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  std::array<char, 4096> discarded;
  [[maybe_unused]] const auto read =
      recv(socket_, discarded.data(), discarded.size(), MSG_DONTWAIT);
}

void Socket::reset() {
  // Closing with a linger time of zero discards what the kernel has not delivered yet.
  const auto end = SteadyClock::now() + linger_time;
  int unsent = 0;
  while (ioctl(socket_, SIOCOUTQ, &unsent) == 0 && unsent > 0 && left_until(end) > 0ms) {
    poll(nullptr, 0, 1);
  }
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

}  // namespace krm::net
