// A scenario that is taken up again because somebody sends SIGHUP to the real binary.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <string>
#include <vector>

#include "tests/wire/reload_fixture.h"

namespace krm::test {
namespace {

class Sighup : public ReloadTest {};

TEST_F(Sighup, TakesTheFileUpAtOnce) {
  replace("drill.yaml", one_);
  Serving server = serve();
  expect_served(server, one_, 1);
  replace("drill.yaml", two_);
  EXPECT_EQ(server.hears_body(), bytes(1)) << "nobody has asked";
  server.send_signal(SIGHUP);
  expect_served(server, two_, 2);
  EXPECT_EQ(server.stop(),
            server.said() + server.listens() + "\nreloaded scenario \"two\", seed 1\n");
}

TEST_F(Sighup, KeepsWhatIsServedWhenTheFileIsWrong) {
  replace("drill.yaml", one_);
  Serving server = serve();
  replace("drill.yaml", wrong_);
  for (int i = 0; i < 2; ++i) {
    server.send_signal(SIGHUP);
    server.settle();
    EXPECT_EQ(body_of(server.readyz()), ready_with(one_, complaint()));
    EXPECT_EQ(server.hears_body(), bytes(1));
  }
  replace("drill.yaml", one_);
  server.send_signal(SIGHUP);
  expect_served(server, one_, 1);
  const std::string told = not_taken_up(complaint());
  EXPECT_EQ(server.stop(), server.said() + server.listens() + "\n" + told + told +
                               "reloaded scenario \"one\", seed 1\n")
      << "who asks again is told again";
}

TEST_F(Sighup, BeginsTheTenantsOfABundledScenarioAnew) {
  Serving server({"--scenario", "deterministic"});
  const auto call = [](std::uint64_t index) {
    return plaintext(stream(42, "bytes", "", index, 32));
  };
  EXPECT_EQ(server.hears_body(), call(0));
  EXPECT_EQ(server.hears_body(), call(1));
  server.send_signal(SIGHUP);
  EXPECT_EQ(server.process().wait_for_line_on_stderr("reloaded "),
            "reloaded scenario \"deterministic\", seed 42");
  EXPECT_EQ(server.hears_body(), call(0));
  EXPECT_EQ(server.hears_body(), call(1));
}

TEST_F(Sighup, BeginsTheCountersOfRulesAnew) {
  Serving server({"--scenario", "throttled-then-healthy"});
  const auto statuses = [&server] {
    std::string all;
    for (int i = 0; i < 3; ++i) all += server.hears_reply().substr(9, 4);
    return all;
  };
  EXPECT_EQ(statuses(), "400 400 200 ");
  EXPECT_EQ(statuses(), "200 200 200 ");
  server.send_signal(SIGHUP);
  EXPECT_NE(server.process().wait_for_line_on_stderr("reloaded "), "");
  EXPECT_EQ(statuses(), "400 400 200 ");
}

TEST_F(Sighup, IsNoEndWhereThereIsNoScenario) {
  Serving server({"--seed", "1"});
  server.send_signal(SIGHUP);
  server.settle();
  EXPECT_EQ(server.hears_reply().substr(0, 15), "HTTP/1.1 200 OK");
  EXPECT_EQ(server.stop(), server.listens() + "\nreloaded no scenario, seed 1\n");
}

TEST_F(Sighup, TakesUpWhatCameFromStdinAsItWas) {
  Serving server({"--scenario", "-"}, two_);
  server.send_signal(SIGHUP);
  EXPECT_EQ(server.process().wait_for_line_on_stderr("reloaded "),
            "reloaded scenario \"two\", seed 1");
  EXPECT_EQ(server.hears_body(), bytes(2));
}

TEST_F(Sighup, TakesUpWhatCameFromAPipeAsItWas) {
  Serving server({"--scenario", "/dev/stdin"}, two_);
  server.send_signal(SIGHUP);
  server.settle();
  EXPECT_EQ(body_of(server.readyz()), ready_with(two_));
  EXPECT_EQ(server.hears_body(), bytes(2));
  EXPECT_EQ(server.stop(),
            server.said() + server.listens() + "\nreloaded scenario \"two\", seed 1\n");
}

TEST_F(Sighup, KeepsTheChosenSeed) {
  replace("drill.yaml", "version: 1\nname: drill\nentropy: seeded\n");
  Serving server = serve();
  const std::string first = server.hears_body();
  server.send_signal(SIGHUP);
  EXPECT_EQ("reloaded " + server.said().substr(0, server.said().size() - 1),
            server.process().wait_for_line_on_stderr("reloaded "));
  EXPECT_EQ(server.hears_body(), first);
}

TEST_F(Sighup, LeavesRepliesUnderWayToTheScenarioThatDelaysThem) {
  replace("drill.yaml", one_ + "rules: [{do: [latency: 1h]}]\n");
  Serving server = serve();
  SocketClient delayed = server.connect();
  delayed.send(generate_random_bytes(R"({"NumberOfBytes":32})"));
  ASSERT_TRUE(delayed.wait_until_acknowledged());
  server.settle();
  replace("drill.yaml", two_);
  server.send_signal(SIGHUP);
  expect_served(server, two_, 2);
  EXPECT_TRUE(delayed.hears_nothing_for(std::chrono::milliseconds(20)));
  server.stop();
  EXPECT_EQ(without_dates_and_ids(delayed.read_to_end().bytes), some_kms_reply("200 OK", bytes(1)));
}

}  // namespace
}  // namespace krm::test
