#include "mock/tenant_clock.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "tests/support/manual_clock.h"

namespace krm::mock {
namespace {

using namespace std::chrono_literals;
using base::Nanoseconds;

// A server's clock that runs: whoever asks is told how long an instant is off.
class RunningClock final : public base::Clock {
 public:
  base::WallTime wall() const override { return base::WallTime{} + now; }
  Nanoseconds monotonic() const override { return now; }
  std::optional<Nanoseconds> until(Nanoseconds instant) const override {
    return std::max(Nanoseconds(0), instant - now);
  }
  std::chrono::seconds now{1000};
};

class TenantClockTest : public testing::Test {
 protected:
  RunningClock server_;
  TenantClock clock_{server_, std::make_shared<base::ChangeSignal>(), -1h};
};

TEST_F(TenantClockTest, RunsWithTheServersMovedByTheOffset) {
  EXPECT_EQ(clock_.wall(), server_.wall() - 1h);
  EXPECT_EQ(clock_.monotonic(), 1000s);
  server_.now += 24h * 365 * 30;
  EXPECT_EQ(clock_.wall(), server_.wall() - 1h);
  EXPECT_EQ(clock_.monotonic(), server_.monotonic());
}

TEST_F(TenantClockTest, SaysHowFarAnInstantIsOff) {
  EXPECT_EQ(clock_.until(1003s), 3s);
  EXPECT_EQ(clock_.until(1000s), 0s);
  EXPECT_EQ(clock_.until(1s), 0s);
}

TEST_F(TenantClockTest, StandsStillWhileItIsFrozen) {
  const auto wall = clock_.wall();
  clock_.freeze();
  server_.now += 10s;
  EXPECT_EQ(clock_.wall(), wall);
  EXPECT_EQ(clock_.monotonic(), 1000s);
  EXPECT_EQ(clock_.until(1000s), 0s);
  EXPECT_EQ(clock_.until(1000s + 1ns), std::nullopt);
  clock_.freeze();
  EXPECT_EQ(clock_.wall(), wall) << "frozen once is frozen";
}

TEST_F(TenantClockTest, JumpsAheadWhileItIsFrozen) {
  const auto wall = clock_.wall();
  clock_.freeze();
  clock_.advance(90s);
  EXPECT_EQ(clock_.wall(), wall + 90s);
  EXPECT_EQ(clock_.monotonic(), 1090s);
  EXPECT_EQ(clock_.until(1090s), 0s);
}

TEST_F(TenantClockTest, JumpsAheadWhileItRuns) {
  clock_.advance(90s);
  EXPECT_EQ(clock_.wall(), server_.wall() - 1h + 90s);
  EXPECT_EQ(clock_.monotonic(), 1090s);
  EXPECT_EQ(clock_.until(1100s), 10s);
}

TEST_F(TenantClockTest, RunsOnFromWhereItStood) {
  const auto wall = clock_.wall();
  clock_.freeze();
  clock_.advance(5s);
  server_.now += 60s;
  clock_.thaw();
  EXPECT_EQ(clock_.monotonic(), 1005s);
  EXPECT_EQ(clock_.wall(), wall + 5s);
  server_.now += 1s;
  EXPECT_EQ(clock_.monotonic(), 1006s);
  EXPECT_EQ(clock_.until(1010s), 4s);
  clock_.thaw();
  EXPECT_EQ(clock_.monotonic(), 1006s) << "what runs, runs on";
}

TEST_F(TenantClockTest, WakesWhoWaitsAtEveryChange) {
  const auto changes = [&](auto change) {
    const auto event = clock_.changed();
    change();
    return event->raised();
  };
  EXPECT_TRUE(changes([&] { clock_.freeze(); }));
  EXPECT_FALSE(changes([&] { clock_.freeze(); }));
  EXPECT_TRUE(changes([&] { clock_.advance(1ms); }));
  EXPECT_TRUE(changes([&] { clock_.thaw(); }));
  EXPECT_FALSE(changes([&] { clock_.thaw(); }));
}

TEST(TenantClock, TakesNoticeOfTheServersClock) {
  test::ManualClock server;
  const TenantClock clock(server, server.changes(), 0s);
  const auto event = clock.changed();
  const auto instant = clock.monotonic() + 30s;
  EXPECT_EQ(clock.until(instant), std::nullopt);
  server.advance(30s);
  EXPECT_TRUE(event->raised());
  EXPECT_EQ(clock.until(instant), 0s);
}

}  // namespace
}  // namespace krm::mock
