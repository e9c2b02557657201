#include "cli/ready_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <optional>

namespace krm::cli {
namespace {

namespace fs = std::filesystem;

std::optional<bool> unknown(const std::string&) { return std::nullopt; }
ReadyFile::Answers always(bool answers) {
  return [answers](const std::string& url) {
    EXPECT_EQ(url, "http://127.0.0.1:2");
    return std::optional(answers);
  };
}

class ReadyFileTest : public testing::Test {
 protected:
  ReadyFileTest() { fs::create_directory(directory_); }
  ~ReadyFileTest() override { fs::remove_all(directory_); }

  const fs::path directory_ = fs::path(testing::TempDir()) / fmt_name();
  const fs::path path_ = directory_ / "ready";

 private:
  static std::string fmt_name() {
    return std::string("krm-") + testing::UnitTest::GetInstance()->current_test_info()->name();
  }
};

TEST_F(ReadyFileTest, HoldsTheUrlOnOneLineAndNothingIsLeftBeside) {
  ReadyFile file(path_);
  ASSERT_TRUE(file.write("http://127.0.0.1:1"));
  std::ifstream in(path_);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "http://127.0.0.1:1\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(directory_), {}), 1);
  EXPECT_EQ(read_ready_file(path_), "http://127.0.0.1:1");
}

TEST_F(ReadyFileTest, GoesWithItsServer) {
  {
    ReadyFile file(path_);
    ASSERT_TRUE(file.write("http://127.0.0.1:1"));
  }
  EXPECT_FALSE(fs::exists(path_));
}

TEST_F(ReadyFileTest, OfAnEarlierRunIsNotTakenForThisOnes) {
  std::ofstream(path_) << "http://127.0.0.1:2\n";
  ReadyFile file(path_);
  file.drop_if_stale(unknown);
  EXPECT_TRUE(fs::exists(path_)) << "its server may be on another machine";
  file.claim();
  EXPECT_FALSE(fs::exists(path_));
}

TEST_F(ReadyFileTest, OfAServerThatIsGoneGoesAtOnce) {
  std::ofstream(path_) << "http://127.0.0.1:2\n";
  ReadyFile file(path_);
  file.drop_if_stale(always(false));
  EXPECT_FALSE(fs::exists(path_));
}

TEST_F(ReadyFileTest, OfAServerThatAnswersStaysUntilThisOneIsReady) {
  std::ofstream(path_) << "http://127.0.0.1:2\n";
  {
    ReadyFile file(path_);
    file.drop_if_stale(always(true));
    file.claim();
    EXPECT_EQ(read_ready_file(path_), "http://127.0.0.1:2");
  }
  EXPECT_EQ(read_ready_file(path_), "http://127.0.0.1:2");
  ReadyFile file(path_);
  file.drop_if_stale(always(true));
  ASSERT_TRUE(file.write("http://127.0.0.1:3"));
  EXPECT_EQ(read_ready_file(path_), "http://127.0.0.1:3");
}

TEST_F(ReadyFileTest, ThatIsAPipeIsNotWaitedFor) {
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  ReadyFile file(path_);
  file.drop_if_stale(always(false));
  EXPECT_TRUE(fs::exists(path_));
}

TEST_F(ReadyFileTest, OfAServerThatCameLaterStays) {
  ReadyFile file(path_);
  ASSERT_TRUE(file.write("http://127.0.0.1:1"));
  std::ofstream(path_) << "http://127.0.0.1:2\n";
  file.remove();
  EXPECT_EQ(read_ready_file(path_), "http://127.0.0.1:2");
}

TEST_F(ReadyFileTest, ThatCannotBeWrittenIsAnError) {
  ReadyFile file(directory_ / "none" / "ready");
  EXPECT_EQ(
      file.write("http://127.0.0.1:1").error(),
      "cannot write " + (directory_ / "none" / "ready").string() + ": No such file or directory");
}

TEST_F(ReadyFileTest, IsNotWantedWithoutAPath) {
  ReadyFile file("");
  EXPECT_TRUE(file.write("http://127.0.0.1:1"));
  EXPECT_EQ(read_ready_file(""), "");
}

}  // namespace
}  // namespace krm::cli
