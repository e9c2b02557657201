// The floor for a reply: one thread, one receive, one send, no look at what was received. Serves on
// a free port of 127.0.0.1, which it prints, until it is killed.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <string>

#include "traffic/constant_reply.h"

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

}  // namespace

int main() {
  const krm::http::HttpReply constant = krm::bench::constant_reply();
  const std::string reply = krm::http::encode_head(constant) + constant.body;
  const int listener = listen_on_a_free_port();
  if (listener < 0) return 1;
  const int poller = epoll_create1(0);
  watch(poller, listener);

  std::array<epoll_event, 64> events;
  std::array<char, 4096> received;
  for (;;) {
    const int ready = epoll_wait(poller, events.data(), static_cast<int>(events.size()), -1);
    for (std::size_t i = 0; static_cast<int>(i) < ready; ++i) {
      const int socket = events[i].data.fd;
      if (socket == listener) {
        accept_one(poller, listener);
      } else if (recv(socket, received.data(), received.size(), 0) <= 0 ||
                 send(socket, reply.data(), reply.size(), MSG_NOSIGNAL) <= 0) {
        close(socket);
      }
    }
  }
}
