#include "base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace krm::base {
namespace {

TEST(ReadStream, StopsAtTheLimit) {
  std::istringstream stream(std::string("ab\0cd", 5));
  EXPECT_EQ(read_stream(stream, 4), std::string("ab\0c", 4));
  EXPECT_EQ(read_stream(stream, 4), "d");
  EXPECT_EQ(read_stream(stream, 4), "");
}

TEST(ReadFile, GivesBytesOrTheReasonWhyNot) {
  const auto folder = std::filesystem::temp_directory_path();
  const auto path = folder / ("krm-file-test-" + std::to_string(getpid()));
  std::ofstream(path, std::ios::binary) << "abc\r\n";
  EXPECT_EQ(read_file(path.string(), 100), "abc\r\n");
  EXPECT_EQ(read_file(path.string(), 2), "ab");
  std::remove(path.c_str());
  EXPECT_EQ(read_file(path.string(), 2).error(), ENOENT);
  EXPECT_EQ(read_file(folder.string(), 2).error(), EISDIR);
}

TEST(ReadFile, WaitsForNobodyWhoWrites) {
  const auto path =
      std::filesystem::temp_directory_path() / ("krm-pipe-" + std::to_string(getpid()));
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  EXPECT_EQ(read_file(path.string(), 2).error(), not_regular);
  std::remove(path.c_str());
  EXPECT_EQ(read_file("/dev/null", 2).error(), not_regular);
  EXPECT_EQ(in_words(not_regular), "it is no regular file");
  EXPECT_EQ(in_words(ENOENT), "No such file or directory");
}

}  // namespace
}  // namespace krm::base
