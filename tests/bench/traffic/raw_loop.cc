#include "traffic/raw_loop.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>

namespace krm::bench {
namespace {

void watch(int poller, int socket) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = socket;
  epoll_ctl(poller, EPOLL_CTL_ADD, socket, &event);
}

int listen_on_a_free_port() {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener, generic, size) != 0 || listen(listener, 4096) != 0 ||
      getsockname(listener, generic, &size) != 0) {
    std::perror("cannot listen");
    return -1;
  }
  std::printf("%d\n", ntohs(address.sin_port));
  std::fflush(stdout);
  return listener;
}

void accept_one(int poller, int listener) {
  const int connection = accept(listener, nullptr, nullptr);
  const int yes = 1;
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  watch(poller, connection);
}

// Returns whether the connection goes on.
bool answer(int connection, const std::string& reply, const CountRequests& requests_in) {
  std::array<char, 4096> received;
  const ssize_t size = recv(connection, received.data(), received.size(), 0);
  if (size <= 0) return false;
  auto requests = requests_in(connection, {received.data(), static_cast<std::size_t>(size)});
  for (; requests > 0; --requests) {
    if (send(connection, reply.data(), reply.size(), MSG_NOSIGNAL) <= 0) return false;
  }
  return true;
}

}  // namespace

void serve_raw(const std::string& reply, const CountRequests& requests_in) {
  const int listener = listen_on_a_free_port();
  if (listener < 0) return;
  const int poller = epoll_create1(0);
  watch(poller, listener);

  std::array<epoll_event, 64> events;
  for (;;) {
    const int ready = epoll_wait(poller, events.data(), static_cast<int>(events.size()), -1);
    for (std::size_t i = 0; static_cast<int>(i) < ready; ++i) {
      const int socket = events[i].data.fd;
      if (socket == listener) {
        accept_one(poller, listener);
      } else if (!answer(socket, reply, requests_in)) {
        requests_in(socket, {});
        close(socket);
      }
    }
  }
}

}  // namespace krm::bench
