// A server that sends every request to one upstream, which the test plays.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "http/hop_by_hop.h"
#include "http/upstream.h"
#include "tests/support/peer.h"
#include "tests/support/server_fixture.h"

namespace krm::test {

// Returns the head as it goes upstream.
inline std::string head_of(http::HttpRequest request) {
  http::drop_hop_by_hop(request.headers);
  std::string head = request.method + " " + request.target + " HTTP/1.1\r\n";
  for (const auto& [name, value] : request.headers) head += name + ": " + value + "\r\n";
  return head + "\r\n";
}

class Forwarding {
 public:
  explicit Forwarding(http::Upstream upstream)
      : upstream_(std::make_shared<const http::Upstream>(std::move(upstream))),
        server_([this](const http::HttpRequest& request) { return answer(request); }) {}

  SocketClient connect() const { return server_.connect(); }
  Server& server() { return server_; }
  Reports& reports() { return reports_; }
  // Returns how often an errand has ended.
  int finished() const { return finished_; }

  // Sends a request and reads the reply, when the upstream needs no test to play it.
  std::string reply_to(const std::string& request) const {
    SocketClient client = connect();
    client.send(request);
    return client.read_reply();
  }

  static std::string failure(const std::string& why) {
    return "HTTP/1.1 503 Service Unavailable\r\nContent-Length: " + std::to_string(why.size()) +
           "\r\n\r\n" + why;
  }

 private:
  http::Answer answer(const http::HttpRequest& request) {
    http::Answer answer;
    answer.closed = [this](const http::DeliveryReport& report) { reports_.add(report); };
    answer.errand = http::Errand{
        upstream_, head_of(request), [this](tl::expected<http::HttpReply, std::string> fetched) {
          ++finished_;
          if (fetched) return std::move(*fetched);
          const std::string& why = fetched.error();
          return http::HttpReply{.status = 503,
                                 .headers = {{"Content-Length", std::to_string(why.size())}},
                                 .body = why};
        }};
    return answer;
  }

  const std::shared_ptr<const http::Upstream> upstream_;
  Reports reports_;
  std::atomic<int> finished_{0};
  Server server_;
};

// A peer, and a server that forwards to it.
class ForwardTest : public testing::Test {
 protected:
  static http::Upstream at(int port, std::chrono::milliseconds time = std::chrono::seconds(30)) {
    return {
        .transport = http::Transport::http, .host = "127.0.0.1", .port = port, .patience = time};
  }

  Peer peer_;
  Forwarding forwarding_{at(peer_.port())};
  SocketClient client_ = forwarding_.connect();

  inline static const std::string get_ = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  inline static const std::string ok_ = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  inline static const std::string hung_up_ =
      Forwarding::failure("it hung up before its reply was whole");
};

}  // namespace krm::test
