// A directory with a scenario that changes, and what a server says of it.
#pragma once

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/json_writer.h"
#include "base/version.h"
#include "scenario/digest.h"
#include "scenario/load.h"
#include "tests/support/plaintext.h"
#include "tests/wire/serving.h"

namespace krm::test {

// Others who read a file. They are seen from construction on.
class Readers {
 public:
  explicit Readers(const std::string& path) : inotify_(inotify_init1(IN_CLOEXEC)) {
    EXPECT_GE(inotify_add_watch(inotify_, path.c_str(), IN_CLOSE_NOWRITE), 0);
  }
  ~Readers() { close(inotify_); }
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  // Until it has been read that often, or more: what happens together is told as one.
  void wait_for(std::size_t times) const {
    std::array<char, sizeof(inotify_event)> event;  // of a file itself; such have no name
    for (std::size_t i = 0; i < times; ++i) {
      pollfd readable{inotify_, POLLIN, 0};
      ASSERT_EQ(poll(&readable, 1, 15'000), 1);
      ASSERT_EQ(read(inotify_, event.data(), event.size()), static_cast<ssize_t>(event.size()));
    }
  }

 private:
  const int inotify_;
};

class ReloadTest : public testing::Test {
 protected:
  // A scenario of that name, whose bytes are all that one.
  static std::string scenario(std::string_view name, int byte) {
    return fmt::format(
        "version: 1\nname: {}\nseed: 1\nentropy: {{source: fixed, hex: '{:02x}', pad: repeat}}\n",
        name, byte);
  }
  static std::string bytes(int byte) {
    return plaintext(Bytes(32, static_cast<std::uint8_t>(byte)));
  }

  std::string file(std::string_view name) const { return directory_ / name; }

  // In place: into the same inode, by one write, so that it is never seen empty.
  void write(std::string_view name, std::string_view text) const {
    const int target = open(file(name).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    EXPECT_EQ(::write(target, text.data(), text.size()), static_cast<ssize_t>(text.size()));
    EXPECT_EQ(ftruncate(target, static_cast<off_t>(text.size())), 0);
    close(target);
  }
  // At once, as another inode.
  void replace(std::string_view name, std::string_view text) const {
    write("new", text);
    std::filesystem::rename(file("new"), file(name));
  }

  Serving serve(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> flags{"--scenario", path_};
    flags.insert(flags.end(), more.begin(), more.end());
    return Serving(flags);
  }

  // Until the server that watches the file has seen it as it is now and done what it does about it:
  // two looks, a load, and the look after that.
  void wait_until_seen() const { Readers(path_).wait_for(4); }

  // What /readyz says of a server that serves a scenario, and has not taken up another.
  std::string ready_with(const std::string& text, std::string_view reload_error = {}) const {
    const auto loaded = scenario::load(text, directory_ / "", path_);
    if (!loaded) throw std::runtime_error(text);
    std::string error;
    if (!reload_error.empty()) {
      error = R"(,"reload_error":)" + base::JsonWriter().put(reload_error).text();
    }
    return fmt::format(
        R"({{"status":"ready","version":"{}","scenario":{{"name":"{}","digest":"{}"}}{}}})",
        base::version, (*loaded)->title, scenario::digest(**loaded), error);
  }

  // What is wrong with `wrong_`, without its lines.
  std::string complaint() const {
    const auto loaded = scenario::load(wrong_, {}, path_);
    return loaded ? "" : document::render_without_text(loaded.error(), path_);
  }
  // What the log says of a file that is wrong in that way.
  std::string not_taken_up(std::string_view complaint) const {
    std::string lines =
        fmt::format("error: {} is not taken up; what was served before is served on\n", path_);
    for (; !complaint.empty(); complaint.remove_prefix(complaint.find('\n') + 1)) {
      lines += "error: ";
      lines += complaint.substr(0, complaint.find('\n') + 1);
    }
    return lines;
  }

  // That the server comes to serve that, and what its clients then get.
  void expect_served(const Serving& server, const std::string& text, int byte) const {
    const std::string expected = ready_with(text);
    ASSERT_EQ(server.ready_with(expected), expected);
    ASSERT_EQ(server.hears_body(), bytes(byte));
  }

  const std::string one_ = scenario("one", 0x01);
  const std::string two_ = scenario("two", 0x02);
  // With a mistake in line 2, column 1.
  const std::string wrong_ = "version: 1\nsed: 2\n";

 private:
  const TemporaryDirectory directory_;

 protected:
  const std::string path_ = file("drill.yaml");
};

}  // namespace krm::test
