// A server whose one reply is delivered as the test says.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "http/delivery.h"
#include "tests/support/server_fixture.h"
#include "tests/wire/report.h"

namespace krm::test {

class DeliveryTest : public testing::Test {
 protected:
  using Report = http::DeliveryReport;
  using Became = Report::End;

  inline static const std::string request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  inline static const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n";
  inline static const std::string body = "abcdefghijklmnopqrstuvwxyz1234";
  inline static const std::string whole = head + body;

  // No delivery may go unreported or be reported twice.
  void TearDown() override {
    server_.stop(std::chrono::seconds(10));
    EXPECT_EQ(script_.reports(), script_.requests());
  }

  // A client whose request the server has taken; the reply to it is delivered so.
  SocketClient ask(const http::Delivery& delivery) {
    script_.add(delivery);
    SocketClient client = server_.connect();
    asked_ = std::chrono::steady_clock::now();
    client.send(request);
    EXPECT_TRUE(script_.wait_for_requests(++asks_));
    return client;
  }

  // Since the request was sent.
  auto elapsed() const { return std::chrono::steady_clock::now() - asked_; }

  // What became of the oldest delivery not asked for yet.
  Report report() { return script_.next_report().value_or(Report{Became::failed, 999'999}); }

  // The whole reply up to and with so many bytes of the body.
  static std::string up_to(std::size_t body_bytes) { return head + body.substr(0, body_bytes); }

 private:
  Script script_{{.status = 200, .headers = {{"Content-Length", "30"}}, .body = body}};
  Server server_{script_.handler()};
  std::chrono::steady_clock::time_point asked_;
  std::size_t asks_ = 0;
};

}  // namespace krm::test
