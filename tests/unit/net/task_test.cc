// Coroutines that sleep, go on, and fail.
#include "net/task.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace krm::net {
namespace {

// Puts whoever awaits it aside, until somebody wakes it.
struct Bed {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> coroutine) { sleeper = coroutine; }
  void await_resume() {}
  std::coroutine_handle<> sleeper;
};

Task<int> doubled(Bed* bed, int number) {
  if (bed != nullptr) co_await *bed;
  if (number < 0) throw std::runtime_error("is negative");
  co_return 2 * number;
}

Task<void> add(Bed* bed, int number, std::string& said) {
  said += std::to_string(co_await doubled(bed, number)) + ".";
}

Detached run(Bed* bed, int count, int number, std::string& said) {
  try {
    for (int i = 0; i < count; ++i) co_await add(bed, number, said);
    said += "end";
  } catch (const std::runtime_error& error) {
    said += error.what();
  }
}

TEST(Task, RunsThroughWithoutASleep) {
  std::string said;
  run(nullptr, 2, 7, said);
  EXPECT_EQ(said, "14.14.end");
}

TEST(Task, GoesOnWhereItSlept) {
  std::string said;
  Bed bed;
  run(&bed, 2, 7, said);
  EXPECT_EQ(said, "");
  bed.sleeper.resume();
  EXPECT_EQ(said, "14.");
  bed.sleeper.resume();
  EXPECT_EQ(said, "14.14.end");
}

TEST(Task, HandsAnExceptionToWhoAwaitsIt) {
  std::string said;
  run(nullptr, 1, -1, said);
  EXPECT_EQ(said, "is negative");
  said.clear();
  Bed bed;
  run(&bed, 1, -1, said);
  bed.sleeper.resume();
  EXPECT_EQ(said, "is negative");
}

// Each of a million would otherwise leave a frame on the stack where there are no tail calls.
TEST(Task, CostsNoStackForThoseThatDoNotSleep) {
  std::string said;
  run(nullptr, 1'000'000, 0, said);
  EXPECT_EQ(said.size(), 2'000'003u);
}

}  // namespace
}  // namespace krm::net
