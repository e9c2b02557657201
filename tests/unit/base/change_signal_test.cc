#include "base/change_signal.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace krm::base {
namespace {

TEST(ChangeSignal, RaisesWhatWasAskedForBefore) {
  ChangeSignal signal;
  const auto first = signal.next();
  EXPECT_EQ(signal.next(), first) << "one for all who wait";
  EXPECT_FALSE(first->raised());
  signal.raise();
  EXPECT_TRUE(first->raised());
}

TEST(ChangeSignal, HasANewOneAfterEachChange) {
  ChangeSignal signal;
  const auto first = signal.next();
  signal.raise();
  const auto second = signal.next();
  EXPECT_NE(second, first);
  EXPECT_FALSE(second->raised());
  signal.raise();
  EXPECT_TRUE(second->raised());
}

TEST(ChangeSignal, IsSilentWhenNobodyWaits) {
  ChangeSignal signal;
  signal.raise();
  signal.raise();
  EXPECT_FALSE(signal.next()->raised());
}

TEST(ChangeSignal, LosesNoWaiter) {
  ChangeSignal signal;
  constexpr int waits = 500;
  std::vector<std::vector<std::shared_ptr<const Event>>> asked_for(4);
  std::vector<std::thread> threads;
  for (auto& events : asked_for) {
    threads.emplace_back([&signal, &events] {
      for (int i = 0; i < waits; ++i) {
        events.push_back(signal.next());
        signal.raise();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& events : asked_for) {
    for (const auto& event : events) ASSERT_TRUE(event->raised());
  }
}

}  // namespace
}  // namespace krm::base
