// A server that speaks TLS as the test says, with a log of everything it finds worth a line.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>

#include "net/listener.h"
#include "tests/support/log_capture.h"
#include "tests/support/server_fixture.h"
#include "tests/support/tls_peer.h"

namespace krm::test {

class TlsServer {
 public:
  using Tls = net::Encryption::Tls;

  inline static const std::string request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  inline static const std::string reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  explicit TlsServer(Tls tls, const net::ListenerLimits& limits = {},
                     tls::Identity& identity = identity_of_tests())
      : listener_({.kms = script_.handler(),
                   .admin = [](const http::HttpRequest&) { return std::nullopt; }},
                  {tls, &identity}, limits, log_.log) {
    const auto port = listener_.bind({"127.0.0.1"}, 0);
    if (!port) throw std::runtime_error(port.error());
    port_ = *port;
    listener_.start();
  }

  SocketClient connect() const { return SocketClient(port_); }
  SocketClient connect_securely() const {
    SocketClient client(port_);
    EXPECT_TRUE(client.secure());
    return client;
  }

  Script& script() { return script_; }
  bool stop() { return listener_.stop(std::chrono::seconds(10)); }

  // The lines that say something of TLS, once all connections have ended.
  std::string log_of_tls() {
    stop();
    std::string lines;
    const std::string all = log_.text();
    for (std::size_t at = 0, end = 0; (end = all.find('\n', at)) != std::string::npos;
         at = end + 1) {
      const std::string line = all.substr(at, end + 1 - at);
      if (line.starts_with("TLS")) lines += line;
    }
    return lines;
  }
  // Of any level but debug.
  bool has_said_nothing_loud() const {
    const std::string all = log_.text();
    return all.find("error: ") == std::string::npos && all.find("warning: ") == std::string::npos;
  }

 private:
  Script script_{{.status = 200, .headers = {{"Content-Length", "2"}}, .body = "ok"}};
  LogCapture log_;
  net::Listener listener_;
  int port_ = 0;
};

}  // namespace krm::test
