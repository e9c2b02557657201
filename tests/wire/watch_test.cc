// A scenario that the real binary takes up again by itself, with --watch, when its file changes.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>

#include "tests/wire/reload_fixture.h"

namespace krm::test {
namespace {

class Watch : public ReloadTest {};

TEST_F(Watch, SeesAFileWrittenInPlace) {
  write("drill.yaml", one_);
  Serving server = serve({"--watch"});
  expect_served(server, one_, 1);
  write("drill.yaml", two_);
  expect_served(server, two_, 2);
  EXPECT_EQ(server.stop(),
            server.said() + server.listens() + "\nreloaded scenario \"two\", seed 1\n");
}

TEST_F(Watch, SeesAFileRenamedOverIt) {
  replace("drill.yaml", one_);
  Serving server = serve({"--watch"});
  for (int round = 0; round < 2; ++round) {
    replace("drill.yaml", two_);
    expect_served(server, two_, 2);
    replace("drill.yaml", one_);
    expect_served(server, one_, 1);
  }
}

TEST_F(Watch, SeesContentThatChangesUnderTheSameTimeAndSize) {
  const std::string other = scenario("one", 0x7f);
  ASSERT_EQ(other.size(), one_.size());
  write("drill.yaml", one_);
  struct stat before {};
  ASSERT_EQ(stat(path_.c_str(), &before), 0);
  Serving server = serve({"--watch"});
  wait_until_seen();
  write("drill.yaml", other);
  const std::array<timespec, 2> times{before.st_atim, before.st_mtim};
  ASSERT_EQ(utimensat(AT_FDCWD, path_.c_str(), times.data(), 0), 0);
  expect_served(server, other, 0x7f);
}

// As a kubelet changes a volume: the file is a link through ..data to a directory of its own, and
// ..data is renamed over.
TEST_F(Watch, SeesTheSwapOfAConfigMap) {
  namespace fs = std::filesystem;
  const auto put = [this](const std::string& version, const std::string& text, int byte) {
    fs::create_directory(file(version));
    write(version + "/drill.yaml", text);
    write(version + "/bytes", std::string(32, static_cast<char>(byte)));
    fs::create_directory_symlink(version, file("..data_tmp"));
    fs::rename(file("..data_tmp"), file("..data"));
  };
  const std::string from_a_file =
      "version: 1\nname: swapped\nseed: 1\nentropy: {source: file, path: bytes}\n";
  put("..2026_11_24_07_15_00.1", one_, 0);
  fs::create_symlink("..data/drill.yaml", path_);
  fs::create_symlink("..data/bytes", file("bytes"));
  Serving server = serve({"--watch"});
  expect_served(server, one_, 1);
  put("..2026_11_24_07_16_00.2", two_, 0);
  fs::remove_all(file("..2026_11_24_07_15_00.1"));
  expect_served(server, two_, 2);
  put("..2026_11_24_07_17_00.3", from_a_file, 3);
  expect_served(server, from_a_file, 3);
  put("..2026_11_24_07_18_00.4", from_a_file, 4);
  expect_served(server, from_a_file, 4);
}

TEST_F(Watch, LeavesTenantsAloneWhenTheScenarioSaysTheSame) {
  const std::string text = "version: 1\nname: drill\nseed: 42\nentropy: seeded\n";
  const auto call = [](std::uint64_t index) {
    return plaintext(stream(42, "bytes", "", index, 32));
  };
  write("drill.yaml", text);
  Serving server = serve({"--watch"});
  wait_until_seen();
  EXPECT_EQ(server.hears_body(), call(0));
  ASSERT_EQ(utimensat(AT_FDCWD, path_.c_str(), nullptr, 0), 0);  // now
  wait_until_seen();
  EXPECT_EQ(server.hears_body(), call(1));
  replace("drill.yaml", "# another file\n" + text);
  wait_until_seen();
  EXPECT_EQ(server.hears_body(), call(2));
  EXPECT_EQ(server.stop(), server.said() + server.listens() + "\n");
}

TEST_F(Watch, SeesTheBytesOfAFileThatTheScenarioNames) {
  const std::string text =
      "version: 1\nname: drill\nseed: 1\nentropy: {source: file, path: bytes}\n";
  write("bytes", std::string(32, '\x05'));
  replace("drill.yaml", text);
  Serving server = serve({"--watch"});
  wait_until_seen();
  expect_served(server, text, 5);
  write("bytes", std::string(32, '\x06'));
  expect_served(server, text, 6);
}

TEST_F(Watch, SeesAFileThatOnlyTheNewScenarioNames) {
  const std::string text =
      "version: 1\nname: drill\nseed: 1\nentropy: {source: file, path: bytes}\n";
  replace("drill.yaml", one_);
  Serving server = serve({"--watch"});
  replace("drill.yaml", text);
  EXPECT_NE(server.process().wait_for_line_on_stderr("error: " + path_ + ":4:"), "");
  write("bytes", std::string(32, '\x05'));
  expect_served(server, text, 5);
  write("bytes", std::string(32, '\x06'));
  expect_served(server, text, 6);
}

// Opening one to read waits for who writes it; nobody does.
TEST_F(Watch, WaitsForNoPipe) {
  replace("drill.yaml", one_);
  Serving server = serve({"--watch"});
  std::filesystem::remove(path_);
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  const std::string expected =
      ready_with(one_, fmt::format("cannot read {}: it is no regular file\n", path_));
  EXPECT_EQ(server.ready_with(expected), expected);
  server.send_signal(SIGHUP);
  server.settle();
  EXPECT_EQ(body_of(server.readyz()), expected);
  EXPECT_EQ(server.hears_body(), bytes(1));
  server.stop();
}

TEST_F(Watch, ObeysSighupToo) {
  replace("drill.yaml", one_);
  Serving server = serve({"--watch"});
  for (int round = 0; round < 5; ++round) {
    replace("drill.yaml", two_);
    server.send_signal(SIGHUP);
    expect_served(server, two_, 2);
    replace("drill.yaml", one_);
    server.send_signal(SIGHUP);
    expect_served(server, one_, 1);
  }
}

TEST(WatchUsage, NeedsAFile) {
  const Ran refused{
      2, "",
      "error: --watch (KMS_RANDOM_MOCK_WATCH) needs a scenario that is a file: --scenario FILE\n"};
  EXPECT_EQ(run({"--watch"}), refused);
  EXPECT_EQ(run({"--watch", "--scenario", "healthy"}), refused);
  EXPECT_EQ(run({"--watch", "--scenario", "-"}, {}, "version: 1\n"), refused);
  EXPECT_EQ(run({"--watch", "--scenario-yaml", "version: 1"}), refused);
  EXPECT_EQ(run({"--watch"}, {"KMS_RANDOM_MOCK_SCENARIO_YAML=version: 1"}), refused);
  EXPECT_EQ(run({}, {"KMS_RANDOM_MOCK_WATCH=true"}), refused);
  EXPECT_EQ(run({}, {"KMS_RANDOM_MOCK_WATCH=1"}), refused);
  EXPECT_EQ(run({"--watch", "--scenario", "/dev/stdin"}, {}, "version: 1\n"), refused);
}

}  // namespace
}  // namespace krm::test
