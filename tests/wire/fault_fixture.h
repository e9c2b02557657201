// A server with a fault in its scenario, on a clock that the test moves, and what its clients see
// of the fault.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>

#include "tests/support/scenario_world.h"
#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"
#include "tests/wire/report.h"

namespace krm::test {

class FaultTest : public testing::Test {
 protected:
  using Report = http::DeliveryReport;
  using Became = Report::End;

  inline static const std::string request = generate_random_bytes(R"({"NumberOfBytes":32})");
  inline static const std::string body{plaintext_32};
  inline static const std::string whole = kms_reply("200 OK", body);
  inline static const std::string head = whole.substr(0, whole.size() - body.size());
  inline static const Received nothing_and_fin{"", End::fin};

  // The reply up to and with so many bytes of the body.
  static std::string up_to(std::size_t body_bytes) { return head + body.substr(0, body_bytes); }

  // From now on there is a server whose first `times` requests meet these faults, written as the
  // list of a rule's `do`; the requests after them meet none.
  void serve(const std::string& faults, int times = 1) {
    server_.emplace(scenario_of("seed: 42\nrules: [{name: drill, times: " + std::to_string(times) +
                                ", do: [" + faults + "]}]"));
    decisions_ = 0;
  }

  Server& server() { return *server_; }

  SocketClient connect() { return server_->connect(); }

  // How many pieces the server has sent to it, heard or not.
  static unsigned pieces(SocketClient& client) { return client.pieces_received(); }

  // Returns once the decision about the request is made.
  void ask(SocketClient& client, const std::string& text = request) {
    client.send(text);
    EXPECT_TRUE(server_->wait_for_decisions(++decisions_));
  }
  SocketClient ask() {
    SocketClient client = connect();
    ask(client);
    return client;
  }

  // All of what a client of the fault gets, if the clock stands still.
  Received hears() { return ask().read_to_end(); }

  void advance(base::Nanoseconds by) { server_->clock().advance(by); }

  // Nothing can be proved to stay away; this long it does.
  static bool hears_nothing(SocketClient& client) {
    return client.hears_nothing_for(std::chrono::milliseconds(20));
  }

  // What became of the oldest delivery not asked for yet.
  Report report() { return server_->next_report().value_or(Report{Became::failed, 999'999}); }

  // Somebody else gets a reply at once, whole, in one piece.
  void expect_others_to_be_served() {
    SocketClient other = ask();
    EXPECT_EQ(without_dates(other.read_reply()), without_dates(whole));
    EXPECT_EQ(pieces(other), 1u);
    EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
  }

 private:
  std::optional<Server> server_;
  std::size_t decisions_ = 0;
};

// Of the faults that break a reply.
class BreakTest : public FaultTest {
 protected:
  // What a client of these faults gets, and that it alone does; `sent` is the report's number.
  void expect(const std::string& faults, const Received& received, std::size_t sent) {
    SCOPED_TRACE(faults);
    serve(faults);
    SocketClient victim = connect();
    SocketClient bystander = connect();
    ask(victim);
    EXPECT_EQ(victim.read_to_end(), received);
    EXPECT_EQ(pieces(victim), received.bytes.empty() ? 0u : 1u);
    victim.close();
    EXPECT_EQ(report(), (Report{Became::cut, sent}));

    ask(bystander);
    EXPECT_EQ(bystander.read_reply(), whole);
    EXPECT_EQ(report(), (Report{Became::complete, whole.size()}));
    expect_others_to_be_served();
  }
};

}  // namespace krm::test
