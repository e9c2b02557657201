// The binary from start to exit: where it says that it listens, and how it ends.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/support/socket_client.h"
#include "tests/wire/binary.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr std::string_view listening = "listening on http://127.0.0.1:";

class Process : public testing::Test {
 protected:
  // Asks for more than anyone reads, until the server is stuck in sending it: a second in which
  // neither side gets on. On a machine that is starved of time less would be seen without that.
  static void clog(const ChildProcess& server, SocketClient& client) {
    std::string requests;
    for (int i = 0; i < 1000; ++i) requests += generate_random_bytes(R"({"NumberOfBytes":1024})");
    const auto end = SteadyClock::now() + 20s;
    std::string_view rest = requests;
    for (int stuck = 0; stuck < 20; stuck = rest.empty() || !server.sleeps() ? 0 : stuck + 1) {
      ASSERT_LT(SteadyClock::now(), end);
      if (rest.empty()) rest = requests;
      rest.remove_prefix(client.send_until_blocked(rest, 50ms));
    }
  }

  std::string answer(int port) {
    SocketClient client(port);
    client.send(generate_random_bytes(R"({"NumberOfBytes":32})"));
    return client.read_reply().substr(0, 15);
  }

  const TemporaryDirectory directory_;
  const std::string ready_file_ = directory_ / "ready";
};

TEST_F(Process, SaysWhereItListensAndEndsWellOnEitherSignal) {
  for (const int signal : {SIGTERM, SIGINT}) {
    ChildProcess server(command({"serve", "--port", "0"}));
    const std::string line = server.wait_for_line_on_stderr(listening);
    EXPECT_EQ(answer(port_in(line)), "HTTP/1.1 200 OK");
    server.send_signal(signal);
    EXPECT_EQ(server.wait(), 0);
    EXPECT_EQ(server.err(), line + "\n");
    EXPECT_EQ(server.out(), "");
  }
}

TEST_F(Process, KeepsAReadyFileWhileItServes) {
  ChildProcess server(command({"--port", "0", "--ready-file", ready_file_}));
  const std::string line = server.wait_for_line_on_stderr(listening);
  EXPECT_EQ(content_of(ready_file_), fmt::format("http://127.0.0.1:{}\n", port_in(line)));
  server.send_signal(SIGTERM);
  EXPECT_EQ(server.wait(), 0);
  EXPECT_TRUE(directory_.empty());
}

TEST_F(Process, LeavesTheReadyFileOfTheServerThatHasItsPort) {
  ChildProcess first(command({"--port", "0", "--ready-file", ready_file_}));
  const int port = port_in(first.wait_for_line_on_stderr(listening));
  EXPECT_EQ(run({"--port", std::to_string(port), "--ready-file", ready_file_}).code, 1);
  EXPECT_EQ(content_of(ready_file_), fmt::format("http://127.0.0.1:{}\n", port));
}

// A test that waits for the file must not find an old one while the scenario is still being
// written.
TEST_F(Process, RemovesAStaleReadyFileBeforeItWaitsForItsScenario) {
  std::ofstream(ready_file_) << "http://127.0.0.1:1\n";  // nobody listens there
  const std::string pipe = directory_ / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  ChildProcess server(command({"--port", "0", "--ready-file", ready_file_, "--scenario", pipe}));
  std::ofstream scenario(pipe);  // returns once the server reads
  EXPECT_FALSE(std::filesystem::exists(ready_file_));
  scenario << "{version: 1, name: piped, seed: 1}" << std::flush;
  scenario.close();
  EXPECT_EQ(server.wait_for_line_on_stderr("scenario"), "scenario \"piped\", seed 1");
  server.send_signal(SIGTERM);
  server.wait();
  std::filesystem::remove(pipe);
}

TEST_F(Process, KeepsAReadyFileWhileItsServerAnswers) {
  ChildProcess first(command({"--port", "0", "--ready-file", ready_file_}));
  const std::string url =
      fmt::format("http://127.0.0.1:{}\n", port_in(first.wait_for_line_on_stderr(listening)));
  EXPECT_EQ(run({"--scenario", directory_ / "none.yaml", "--ready-file", ready_file_}).code, 2);
  EXPECT_EQ(content_of(ready_file_), url);
  ChildProcess second(command({"--port", "0", "--ready-file", ready_file_}));
  const std::string second_url =
      fmt::format("http://127.0.0.1:{}\n", port_in(second.wait_for_line_on_stderr(listening)));
  EXPECT_EQ(content_of(ready_file_), second_url);
  first.send_signal(SIGTERM);
  EXPECT_EQ(first.wait(), 0);
  EXPECT_EQ(content_of(ready_file_), second_url);
}

TEST_F(Process, ReplacesAReadyFileOfAnEarlierRun) {
  std::ofstream(ready_file_) << "http://127.0.0.1:1\n";
  ChildProcess server(command({"--port", "0", "--ready-file", ready_file_}));
  const std::string line = server.wait_for_line_on_stderr(listening);
  EXPECT_EQ(content_of(ready_file_), fmt::format("http://127.0.0.1:{}\n", port_in(line)));
}

TEST_F(Process, FailsWhenItCannotWriteTheReadyFile) {
  const std::string path = directory_ / "missing/ready";
  EXPECT_EQ(run({"--port", "0", "--ready-file", path}),
            (Ran{1, "", fmt::format("error: cannot write {}: No such file or directory\n", path)}));
}

TEST_F(Process, FailsOnATakenPort) {
  ChildProcess first(command({"--port", "0"}));
  const int port = port_in(first.wait_for_line_on_stderr(listening));
  EXPECT_EQ(run({"--port", std::to_string(port)}),
            (Ran{1, "",
                 fmt::format("error: cannot listen on 127.0.0.1 port {}: the port is taken "
                             "(--port 0 chooses a free one)\n",
                             port)}));
}

TEST_F(Process, ListensOnEveryHostThatIsGiven) {
  ChildProcess server(command(
      {"--port", "0", "--host", "127.0.0.1", "--host", "127.0.0.2", "--ready-file", ready_file_}));
  const std::string line = server.wait_for_line_on_stderr(listening);
  const int port = port_in(line);
  EXPECT_EQ(line, fmt::format("listening on http://127.0.0.1:{0} and http://127.0.0.2:{0}", port));
  EXPECT_EQ(content_of(ready_file_), fmt::format("http://127.0.0.1:{}\n", port));
  for (const char* host : {"127.0.0.1", "127.0.0.2"}) {
    EXPECT_EQ(run({"healthcheck", fmt::format("http://{}:{}", host, port)}), (Ran{0, "", ""}));
  }
  EXPECT_EQ(run({"--port", std::to_string(port), "--host", "127.0.0.3", "--host", "127.0.0.2"}),
            (Ran{1, "",
                 fmt::format("error: cannot listen on 127.0.0.2 port {}: the port is taken "
                             "(--port 0 chooses a free one)\n",
                             port)}));
  server.send_signal(SIGTERM);
  EXPECT_EQ(server.wait(), 0);
}

// A name with several addresses, of which this machine lacks one. Only root may have names of its
// own.
TEST_F(Process, ListensOnEveryAddressOfAName) {
  if (geteuid() != 0) GTEST_SKIP() << "only root may mount";
  const std::string hosts = directory_ / "hosts";
  std::ofstream(hosts) << "192.0.2.77 many.test\n127.0.0.1 many.test\n127.0.0.2 many.test\n";
  ChildProcess server({"/usr/bin/unshare", "--mount", "/bin/sh", "-c",
                       "mount --bind \"$1\" /etc/hosts && exec \"$0\" --port 0 --host many.test",
                       binary, hosts});
  const std::string lacking = server.wait_for_line_on_stderr("");
  const std::string line = server.wait_for_line_on_stderr("listening on http://many.test:");
  if (line.empty()) GTEST_SKIP() << "no mounts here: " << server.err();
  EXPECT_EQ(lacking, "there is no address 192.0.2.77 on this machine, so nothing listens there");
  for (const char* host : {"127.0.0.1", "127.0.0.2"}) {
    EXPECT_EQ(run({"healthcheck", fmt::format("http://{}:{}", host, port_in(line))}),
              (Ran{0, "", ""}));
  }
  server.send_signal(SIGTERM);
  EXPECT_EQ(server.wait(), 0);
  std::filesystem::remove(hosts);
}

TEST_F(Process, FailsOnAHostThatDoesNotExist) {
  EXPECT_EQ(run({"--port", "0", "--host", "127.0.0.1", "--host", "256.0.0.1"}),
            (Ran{1, "", "error: cannot listen on 256.0.0.1 port 0: there is no such host\n"}));
}

TEST_F(Process, TakesItsPortAgainWhileOldConnectionsLinger) {
  ChildProcess first(command({"--port", "0"}));
  const int port = port_in(first.wait_for_line_on_stderr(listening));
  SocketClient client(port);
  client.send(generate_random_bytes(R"({"NumberOfBytes":32})"));
  EXPECT_EQ(client.read_reply().substr(0, 15), "HTTP/1.1 200 OK");
  first.send_signal(SIGTERM);
  EXPECT_EQ(first.wait(), 0);

  ChildProcess second(command({"--port", std::to_string(port)}));
  EXPECT_EQ(port_in(second.wait_for_line_on_stderr(listening)), port);
  EXPECT_EQ(answer(port), "HTTP/1.1 200 OK");
}

TEST_F(Process, EndsAtOnceOnASecondSignal) {
  ChildProcess server(command({"--port", "0", "--ready-file", ready_file_, "--drain", "10m"}));
  SocketClient client(port_in(server.wait_for_line_on_stderr(listening)), 4096);
  clog(server, client);
  server.send_signal(SIGTERM);
  const auto end = SteadyClock::now() + 15s;
  while (std::filesystem::exists(ready_file_) && SteadyClock::now() < end) {
    client.hears_nothing_for(1ms);
  }
  EXPECT_TRUE(directory_.empty()) << "the first signal has been seen";
  EXPECT_TRUE(server.runs()) << "and the drain goes on";
  server.send_signal(SIGTERM);
  EXPECT_EQ(server.wait(), 1);
}

TEST_F(Process, ServesFewerWhenTheSystemHasFewDescriptors) {
  ChildProcess server(
      {"/bin/sh", "-c", "ulimit -n 64 && exec \"$@\"", "sh", binary, "--port", "0"});
  const std::string line = server.wait_for_line_on_stderr(listening);
  EXPECT_EQ(answer(port_in(line)), "HTTP/1.1 200 OK");
  server.send_signal(SIGTERM);
  EXPECT_EQ(server.wait(), 0);
  EXPECT_EQ(
      server.err(),
      "warning: the limit of open files is 64: at most 16 connections are served\n" + line + "\n");
}

}  // namespace
}  // namespace krm::test
