#include "cli/ready_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace krm::cli {
namespace {

namespace fs = std::filesystem;

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
  const ReadyFile file(path_);
  EXPECT_FALSE(fs::exists(path_));
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
