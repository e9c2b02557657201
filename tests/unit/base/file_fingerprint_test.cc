#include "base/file_fingerprint.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

namespace krm::base {
namespace {

class LookAt : public testing::Test {
 protected:
  LookAt() { std::filesystem::create_directory(folder_); }
  ~LookAt() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  FileFingerprint look(const std::string& name) const {
    return look_at((folder_ / name).string(), 1000);
  }
  void date(const std::string& name, std::filesystem::file_time_type time) const {
    std::filesystem::last_write_time(folder_ / name, time);
  }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("krm-look-at-" + std::to_string(getpid()));
};

TEST_F(LookAt, SeesTheSameAgain) {
  write("a", "text");
  EXPECT_EQ(look("a"), look("a"));
  EXPECT_NE(look("a"), FileFingerprint{});
}

TEST_F(LookAt, SeesOtherContentOfTheSameSizeAndTime) {
  write("a", "text");
  const auto time = std::filesystem::last_write_time(folder_ / "a");
  const auto before = look("a");
  write("a", "next");
  date("a", time);
  EXPECT_EQ(look("a").inode, before.inode);
  EXPECT_EQ(look("a").modified, before.modified);
  EXPECT_NE(look("a"), before);
}

TEST_F(LookAt, SeesAnotherTimeAndAnotherFileOfTheSameContent) {
  write("a", "text");
  const auto before = look("a");
  date("a", std::filesystem::last_write_time(folder_ / "a") + std::chrono::nanoseconds(1));
  EXPECT_NE(look("a"), before);
  EXPECT_EQ(look("a").content, before.content);
  write("b", "text");
  std::filesystem::rename(folder_ / "b", folder_ / "a");
  EXPECT_NE(look("a").inode, before.inode);
}

TEST_F(LookAt, FollowsLinksOfDirectories) {
  for (const std::string directory : {"one", "two"}) {
    std::filesystem::create_directory(folder_ / directory);
    write(directory + "/a", directory);
  }
  std::filesystem::create_directory_symlink("one", folder_ / "data");
  const auto before = look("data/a");
  EXPECT_EQ(before, look("one/a"));
  std::filesystem::create_directory_symlink("two", folder_ / "next");
  std::filesystem::rename(folder_ / "next", folder_ / "data");
  EXPECT_EQ(look("data/a"), look("two/a"));
  EXPECT_NE(look("data/a"), before);
}

TEST_F(LookAt, SeesAllThatCannotBeReadAlike) {
  EXPECT_EQ(look("nothing"), FileFingerprint{});
  EXPECT_EQ(look("."), FileFingerprint{});
}

}  // namespace
}  // namespace krm::base
