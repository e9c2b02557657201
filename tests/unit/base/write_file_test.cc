#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/file.h"
#include "tests/support/temporary_directory.h"

namespace krm::base {
namespace {

namespace fs = std::filesystem;

// The mask of the process for the length of a test.
class Mask {
 public:
  explicit Mask(mode_t mask) : before_(umask(mask)) {}
  ~Mask() { umask(before_); }
  Mask(const Mask&) = delete;
  Mask& operator=(const Mask&) = delete;

 private:
  const mode_t before_;
};

class WriteFile : public testing::Test {
 protected:
  unsigned mode_of(const std::string& path) const {
    struct stat state {};
    EXPECT_EQ(stat(path.c_str(), &state), 0);
    return state.st_mode & 07777;
  }
  std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory_.path())) {
      names.insert(entry.path().filename().string());
    }
    return names;
  }

  const test::TemporaryDirectory directory_;
  const std::string path_ = directory_ / "a";
};

TEST_F(WriteFile, WritesAllOfItAndLeavesNothingBeside) {
  const std::string large(1 << 20, '\0');
  for (const std::string& bytes : {std::string("text\n"), std::string(), large}) {
    ASSERT_TRUE(write_file(path_, bytes, 0600));
    EXPECT_EQ(read_file(path_, 2 << 20), bytes);
    EXPECT_EQ(files(), std::set<std::string>{"a"});
  }
}

TEST_F(WriteFile, GivesTheModeLessTheMask) {
  const Mask mask(022);
  ASSERT_TRUE(write_file(path_, "", 0666));
  EXPECT_EQ(mode_of(path_), 0644u);
  ASSERT_TRUE(write_file(path_, "", 0600));
  EXPECT_EQ(mode_of(path_), 0600u) << "whatever the file before had";
}

TEST_F(WriteFile, PutsAnotherFileInPlaceOfTheOneBefore) {
  std::ofstream(path_) << "a longer text";
  const int before = open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_TRUE(write_file(path_, "text", 0600));
  EXPECT_EQ(read_file(path_, 100), "text");
  char bytes[100];
  EXPECT_EQ(read(before, bytes, sizeof bytes), 13) << "who reads the one before sees all of it";
  close(before);
}

TEST_F(WriteFile, IsNotHinderedByWhatAKilledProcessLeft) {
  std::ofstream(path_ + '.' + std::to_string(getpid())) << "half of a longer text";
  ASSERT_TRUE(write_file(path_, "text", 0600));
  EXPECT_EQ(read_file(path_, 100), "text");
  EXPECT_EQ(mode_of(path_), 0600u);
}

TEST_F(WriteFile, ChangesNothingWhereItFails) {
  EXPECT_EQ(write_file(directory_ / "none/a", "text", 0600).error(), ENOENT);
  std::ofstream(path_) << "before";
  EXPECT_EQ(write_file(path_ + "/b", "text", 0600).error(), ENOTDIR);
  EXPECT_EQ(read_file(path_, 100), "before");
  fs::create_directories(directory_ / "folder/inner");
  EXPECT_EQ(write_file(directory_ / "folder", "text", 0600).error(), EISDIR);
  EXPECT_EQ(files(), (std::set<std::string>{"a", "folder"}));
  EXPECT_TRUE(fs::exists(directory_ / "folder/inner"));
}

TEST_F(WriteFile, ChangesNothingWhereNotAllOfItFits) {
  std::ofstream(path_) << "before";
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{.rlim_cur = 8, .rlim_max = before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto written = write_file(path_, "longer than that", 0600);
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(written.error(), EFBIG);
  EXPECT_EQ(read_file(path_, 100), "before");
  EXPECT_EQ(files(), std::set<std::string>{"a"});
}

}  // namespace
}  // namespace krm::base
