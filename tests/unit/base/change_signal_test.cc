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

// Who waits is woken by its own change or by that of another thread, in any case.
TEST(ChangeSignal, LosesNoWaiter) {
  ChangeSignal signal;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&signal] {
      for (int i = 0; i < 500; ++i) {
        const auto next = signal.next();
        signal.raise();
        while (!next->raised()) std::this_thread::yield();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace krm::base
