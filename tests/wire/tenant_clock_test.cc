// The clock of a tenant that is stopped, moved and let go while a reply waits for it.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/support/plaintext.h"
#include "tests/wire/fault_fixture.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;

// Two tenants whose first reply is ten seconds late, each with a client that waits for it.
class ClockOfATenant : public FaultTest {
 protected:
  inline static const std::string mine = "AKIDMINE00000000";
  inline static const std::string theirs = "AKIDTHEIRS000000";

  static std::string request_of(const std::string& access_key_id) {
    return generate_random_bytes(
        R"({"NumberOfBytes":32})",
        "Authorization: AWS4-HMAC-SHA256 Credential=" + access_key_id +
            "/20261124/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=0\r\n");
  }

  void SetUp() override { begin("latency: 10s"); }

  void begin(const std::string& faults) {
    clients_.clear();
    serve(faults);
    for (const auto& id : {mine, theirs}) {
      clients_.push_back(connect());
      ask(clients_.back(), request_of(id));
    }
  }

  mock::TenantClock& clock() { return server().tenants().of(mine)->clock(); }
  SocketClient& my_client() { return clients_[0]; }
  SocketClient& their_client() { return clients_[1]; }

 private:
  std::vector<SocketClient> clients_;
};

TEST_F(ClockOfATenant, StandsWhileItIsFrozen) {
  advance(4s);
  clock().freeze();
  advance(1h);
  EXPECT_EQ(their_client().read_reply(), whole) << "of the tenant whose clock runs";
  EXPECT_TRUE(hears_nothing(my_client()));
  clock().thaw();
  advance(5'999ms);
  EXPECT_TRUE(hears_nothing(my_client()));
  advance(1ms);
  EXPECT_EQ(my_client().read_reply(), whole);
}

TEST_F(ClockOfATenant, IsAdvancedWhileItIsFrozen) {
  clock().freeze();
  clock().advance(9'999ms);
  EXPECT_TRUE(hears_nothing(my_client()));
  clock().advance(1ms);
  EXPECT_EQ(my_client().read_reply(), whole);
  EXPECT_TRUE(hears_nothing(their_client()));
}

TEST_F(ClockOfATenant, IsAdvancedWhileItRuns) {
  clock().advance(4s);
  advance(5'999ms);
  EXPECT_TRUE(hears_nothing(my_client()));
  clock().advance(1ms);
  EXPECT_EQ(my_client().read_reply(), whole);
  advance(4s);
  EXPECT_TRUE(hears_nothing(their_client()));
  advance(1ms);
  EXPECT_EQ(their_client().read_reply(), whole);
}

TEST_F(ClockOfATenant, GovernsStallsThatHaveATime) {
  begin("stall: {after: 10, for: 10s}");
  for (SocketClient* client : {&my_client(), &their_client()}) {
    EXPECT_EQ(client->read(head.size() + 10), up_to(10));
  }
  clock().freeze();
  advance(10s);
  EXPECT_EQ(their_client().read(50), body.substr(10));
  EXPECT_TRUE(hears_nothing(my_client()));
  clock().advance(10s);
  EXPECT_EQ(my_client().read(50), body.substr(10));
}

TEST_F(ClockOfATenant, IsNotWaitedForWhenTheServerStops) {
  clock().freeze();
  EXPECT_TRUE(server().stop(1min));
  EXPECT_EQ(my_client().read_to_end(), (Received{whole, End::fin}));
  EXPECT_EQ(their_client().read_to_end(), (Received{whole, End::fin}));
}

TEST_F(ClockOfATenant, OfBeforeAReloadIsThatOfRepliesFromThen) {
  server().tenants().take_up({scenario_of("entropy: zeros"), 7});
  SocketClient newcomer = connect();
  ask(newcomer, request_of(mine));
  EXPECT_EQ(newcomer.read_reply(), kms_reply("200 OK", plaintext(Bytes(32))));
  advance(9'999ms);
  EXPECT_TRUE(hears_nothing(my_client()));
  advance(1ms);
  EXPECT_EQ(my_client().read_reply(), whole) << "as the scenario says under which it was asked";
}

}  // namespace
}  // namespace krm::test
