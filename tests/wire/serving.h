// The real binary while it serves: what it has said, what a client of it hears, and its end.
//
// Thread-safety: connect() and what hears may be called from any thread.
#pragma once

#include <gtest/gtest.h>
#include <poll.h>

#include <chrono>
#include <csignal>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/child_process.h"
#include "tests/support/socket_client.h"
#include "tests/wire/binary.h"
#include "tests/wire/messages.h"

namespace krm::test {

// What stands behind the head of a reply; all of it when there is no head.
inline std::string body_of(const std::string& reply) {
  const auto end = reply.find("\r\n\r\n");
  return end == std::string::npos ? reply : reply.substr(end + 4);
}

class Serving {
 public:
  // With these flags, on a free port.
  explicit Serving(std::vector<std::string> flags, std::string_view input = {})
      : server_(command(with_port(std::move(flags))), {}, input) {
    listens_ = server_.wait_for_line_on_stderr("listening on http://127.0.0.1:");
    EXPECT_FALSE(listens_.empty()) << server_.err();
    port_ = port_in(listens_);
    said_ = server_.err().substr(0, server_.err().find(listens_));
  }

  // The lines before the one that says where it listens, and that one.
  const std::string& said() const { return said_; }
  const std::string& listens() const { return listens_; }

  SocketClient connect() const { return SocketClient(port_); }

  // All that comes back for a request for 32 bytes, and how the connection ends.
  Received hears_to_end() const {
    SocketClient client = connect();
    client.send(request_32);
    return client.read_to_end();
  }
  std::string hears_reply() const {
    SocketClient client = connect();
    client.send(request_32);
    return client.read_reply();
  }
  std::string hears_body() const { return body_of(hears_reply()); }

  std::string readyz() const {
    SocketClient client = connect();
    client.send("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
    return client.read_reply();
  }
  // The body that /readyz answers with 200: `expected` as soon as it is that, else what it is in
  // the end.
  std::string ready_with(std::string_view expected) const {
    SocketClient client = connect();
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    for (;;) {
      client.send("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
      const std::string reply = client.read_reply();
      const std::string said = reply.starts_with("HTTP/1.1 200 OK\r\n") ? body_of(reply) : reply;
      if (said == expected || std::chrono::steady_clock::now() > end) return said;
      poll(nullptr, 0, 2);
    }
  }

  void send_signal(int signal) { server_.send_signal(signal); }
  // Until what has reached the process, a request or a signal, has been dealt with: none of its
  // threads has anything to do.
  void settle() const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(15);
    while (!server_.sleeps() && std::chrono::steady_clock::now() < end) poll(nullptr, 0, 1);
  }
  ChildProcess& process() { return server_; }

  // Everything on stderr, once it has ended well.
  std::string stop(int signal = SIGTERM) {
    server_.send_signal(signal);
    EXPECT_EQ(server_.wait(), 0);
    EXPECT_EQ(server_.out(), "");
    return server_.err();
  }

 private:
  inline static const std::string request_32 = generate_random_bytes(R"({"NumberOfBytes":32})");

  static std::vector<std::string> with_port(std::vector<std::string> flags) {
    flags.insert(flags.end(), {"--port", "0"});
    return flags;
  }

  ChildProcess server_;
  std::string listens_;
  std::string said_;
  int port_ = 0;
};

}  // namespace krm::test
