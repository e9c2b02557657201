#include "base/file_lock.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

#include "tests/support/temporary_directory.h"

namespace krm::base {
namespace {

using namespace std::chrono_literals;

// Whether that thread of this process does: proc(5), the third of its numbers.
bool sleeps(pid_t thread) {
  std::ifstream file("/proc/self/task/" + std::to_string(thread) + "/stat");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const auto name_end = text.rfind(')');
  return name_end != std::string::npos && text.substr(name_end + 2, 1) == "S";
}

class FileLockTest : public testing::Test {
 protected:
  const test::TemporaryDirectory directory_;
  const std::string path_ = directory_ / "lock";
};

TEST_F(FileLockTest, IsHeldByOneAtATime) {
  std::optional<FileLock> first(std::in_place, path_, 0ms);
  EXPECT_EQ(first->error(), 0);
  {
    const FileLock second(path_, 0ms);
    EXPECT_EQ(second.error(), EAGAIN);
  }
  EXPECT_EQ(FileLock(path_, 0ms).error(), EAGAIN) << "who did not get it gave nothing back";
  first.reset();
  EXPECT_EQ(FileLock(path_, 0ms).error(), 0);
  EXPECT_EQ(FileLock(path_, 0ms).error(), 0);
}

TEST_F(FileLockTest, IsOfOneFile) {
  const FileLock first(path_, 0ms);
  EXPECT_EQ(FileLock(directory_ / "other", 0ms).error(), 0);
}

TEST_F(FileLockTest, IsWaitedFor) {
  std::optional<FileLock> first(std::in_place, path_, 0ms);
  std::atomic<pid_t> id{0};
  std::thread other([&] {
    id = gettid();
    EXPECT_EQ(FileLock(path_, 10s).error(), 0);
  });
  while (id == 0 || !sleeps(id)) std::this_thread::yield();
  first.reset();
  other.join();
}

TEST_F(FileLockTest, ExcludesThreads) {
  std::atomic<int> inside = 0;  // no lock that ThreadSanitizer knows of
  const auto work = [&] {
    for (int i = 0; i < 20; ++i) {
      const FileLock lock(path_, 10s);
      EXPECT_EQ(lock.error(), 0);
      EXPECT_EQ(++inside, 1);
      --inside;
    }
  };
  std::thread one(work);
  std::thread other(work);
  one.join();
  other.join();
}

TEST_F(FileLockTest, MakesAFileForTheUserAloneAndLeavesWhatIsInOne) {
  { const FileLock lock(path_, 0ms); }
  struct stat state {};
  ASSERT_EQ(stat(path_.c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 07777, 0600u);
  EXPECT_EQ(state.st_size, 0);
  std::ofstream(path_) << "text";
  EXPECT_EQ(FileLock(path_, 0ms).error(), 0);
  EXPECT_EQ(std::filesystem::file_size(path_), 4u);
}

TEST_F(FileLockTest, FailsAtOnceWhereNoFileCanBe) {
  EXPECT_EQ(FileLock(directory_ / "none/lock", 1min).error(), ENOENT);
  EXPECT_EQ(FileLock(directory_.path(), 1min).error(), EISDIR);
  std::ofstream(path_) << "text";
  EXPECT_EQ(FileLock(path_ + "/lock", 1min).error(), ENOTDIR);
}

}  // namespace
}  // namespace krm::base
