#include "traffic/loopback.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <system_error>

#include "traffic/replies.h"

namespace krm::bench {

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

Descriptor connect_to(int port) {
  Descriptor connection(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(connection.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) !=
      0) {
    throw std::system_error(errno, std::generic_category(), "connect");
  }
  const int yes = 1;
  setsockopt(connection.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return connection;
}

void ask(const Descriptor& connection, std::string_view request) {
  if (send(connection.number(), request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size())) {
    throw std::runtime_error("the server does not take a request");
  }
  Replies replies;
  std::array<char, 4096> bytes;
  while (replies.whole() == 0) {
    const ssize_t size = recv(connection.number(), bytes.data(), bytes.size(), 0);
    if (size <= 0) throw std::runtime_error("the server closed without a whole reply");
    replies.feed({bytes.data(), static_cast<std::size_t>(size)});
  }
  if (replies.other_than_200() > 0) throw std::runtime_error("the server answered an error");
}

}  // namespace krm::bench
