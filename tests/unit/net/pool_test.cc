// Work for the pool: it is done, in order where one thread does it, and to the end.
#include "net/pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>

namespace krm::net {
namespace {

TEST(Pool, DoesItsWorkInOrderAndToTheEnd) {
  std::string done;
  {
    Pool pool(1);
    for (const char work : {'a', 'b', 'c', 'd'}) {
      pool.run([&done, work] { done += work; });
    }
  }
  EXPECT_EQ(done, "abcd");
}

TEST(Pool, HasAThreadForEachWorkUpToItsMost) {
  std::atomic<int> inside{0};
  Pool pool(3);
  for (int i = 0; i < 3; ++i) {
    pool.run([&inside] {
      ++inside;
      while (inside < 3) std::this_thread::yield();  // none ends before all have begun
    });
  }
}

}  // namespace
}  // namespace krm::net
