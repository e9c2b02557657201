#include "base/append_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "tests/support/temporary_directory.h"

namespace krm::base {
namespace {

class AppendFileTest : public testing::Test {
 protected:
  std::string content() const {
    std::ostringstream text;
    text << std::ifstream(path_).rdbuf();
    return text.str();
  }

  test::TemporaryDirectory directory_;
  const std::string path_ = directory_.path() + "/lines";
};

TEST_F(AppendFileTest, ReplacesWhatIsThereAndWritesEachLineAtOnce) {
  std::ofstream(path_) << "of before";
  AppendFile file;
  ASSERT_TRUE(file.open(path_));
  EXPECT_EQ(content(), "");
  EXPECT_TRUE(file.write("one\n"));
  EXPECT_EQ(content(), "one\n");
  EXPECT_TRUE(file.write("two\n"));
  EXPECT_EQ(content(), "one\ntwo\n");
}

TEST_F(AppendFileTest, SaysWhenTheFileIsGone) {
  AppendFile file;
  ASSERT_TRUE(file.open(path_));
  unlink(path_.c_str());
  EXPECT_EQ(file.write("one\n").error(), "the file is gone");
}

TEST_F(AppendFileTest, SaysWhenThereIsNoRoomOrNoFolder) {
  AppendFile full;
  ASSERT_TRUE(full.open("/dev/full"));
  EXPECT_EQ(full.write("one\n").error(), "No space left on device");
  EXPECT_EQ(AppendFile().open(directory_.path() + "/none/lines").error(),
            "No such file or directory");
}

}  // namespace
}  // namespace krm::base
