// The real binary in a terminal that goes away: closed by its user, or lost with the connection.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <optional>
#include <string>

#include "tests/support/places.h"
#include "tests/support/socket_client.h"
#include "tests/wire/binary.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

class Terminal : public testing::Test {
 protected:
  // A server in a terminal of its own. `nohup`: as that starts it.
  void serve(bool nohup = false) {
    process_ = forkpty(&terminal_, nullptr, nullptr, nullptr);
    ASSERT_GE(process_, 0);
    if (process_ == 0) {
      if (nohup) std::signal(SIGHUP, SIG_IGN);
      execl(binary, binary, "--port", "0", "--seed", "1", nullptr);
      _exit(127);
    }
    ASSERT_TRUE(says("listening on http://127.0.0.1:"));
  }

  void TearDown() override {
    close_terminal();
    if (process_ > 0) {
      kill(process_, SIGKILL);
      waitpid(process_, nullptr, 0);
    }
  }

  bool says(const std::string& text) {
    const auto end = SteadyClock::now() + patience;
    while (said_.find(text) == std::string::npos && SteadyClock::now() < end) {
      pollfd readable{terminal_, POLLIN, 0};
      if (poll(&readable, 1, 100) != 1) continue;
      std::array<char, 4096> piece;
      const ssize_t size = read(terminal_, piece.data(), piece.size());
      if (size <= 0) return false;
      said_.append(piece.data(), static_cast<std::size_t>(size));
    }
    return said_.find(text) != std::string::npos;
  }

  void close_terminal() {
    if (terminal_ >= 0) close(terminal_);
    terminal_ = -1;
  }

  // The exit code, once it has ended by itself; 128 and the signal's number if one has ended it.
  std::optional<int> ends_within(SteadyClock::duration time) {
    const auto end = SteadyClock::now() + time;
    for (int status = 0; SteadyClock::now() < end; poll(nullptr, 0, 5)) {
      if (waitpid(process_, &status, WNOHANG) != process_) continue;
      process_ = -1;
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    return std::nullopt;
  }

  void send_signal(int signal) const { kill(process_, signal); }

  // Where it has said that it listens.
  int port() const {
    const auto line = said_.find("listening on ");
    return port_in(std::string_view(said_).substr(line, said_.find_first_of("\r\n", line) - line));
  }

 private:
  pid_t process_ = -1;
  int terminal_ = -1;
  std::string said_;
};

TEST_F(Terminal, ThatIsClosedEndsTheServer) {
  serve();
  close_terminal();
  EXPECT_EQ(ends_within(patience), 0);
}

// It writes a line for each request, and a terminal that nobody reads takes only so many.
TEST_F(Terminal, ThatNobodyReadsHoldsUpNobody) {
  serve();
  SocketClient client(port());
  for (int i = 0; i < 300; ++i) {
    client.send(request_32);
    ASSERT_EQ(client.read_reply().substr(0, 15), "HTTP/1.1 200 OK") << i;
  }
  send_signal(SIGTERM);
  EXPECT_EQ(ends_within(patience), 0);
}

TEST_F(Terminal, ThatIsThereLetsSomebodyAskForAReload) {
  serve();
  send_signal(SIGHUP);
  EXPECT_TRUE(says("reloaded no scenario, seed 1"));
  close_terminal();
  EXPECT_EQ(ends_within(patience), 0);
}

TEST_F(Terminal, ThatIsClosedDoesNotEndAServerUnderNohup) {
  serve(true);
  close_terminal();
  EXPECT_EQ(ends_within(200ms), std::nullopt);
  send_signal(SIGTERM);
  EXPECT_EQ(ends_within(patience), 0);
}

// A shell that goes away with its terminal sends the signal on to what it has started.
TEST_F(Terminal, ThatIsClosedEndsTheServerWhoeverSendsTheSignal) {
  serve();
  close_terminal();
  send_signal(SIGHUP);
  EXPECT_EQ(ends_within(patience), 0);
}

}  // namespace
}  // namespace krm::test
