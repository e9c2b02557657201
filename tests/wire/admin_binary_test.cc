// The binary with its flags about the admin API, the journal and its own end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "tests/support/socket_client.h"
#include "tests/wire/binary.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

std::string getting(std::string_view target, std::string_view more = "") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) +
         "\r\n";
}

std::string ask(int port, const std::string& request) {
  SocketClient client(port);
  client.send(request);
  return client.read_reply();
}

std::string status_of(const std::string& reply) { return reply.substr(9, 3); }

class AdminBinary : public testing::Test {
 protected:
  // Starts the server. Returns its port.
  int start(std::vector<std::string> flags) {
    flags.insert(flags.end(), {"--port", "0"});
    child_.emplace(command(flags));
    return port_in(child_->wait_for_line_on_stderr("listening on"));
  }
  void stop() {
    child_->send_signal(SIGTERM);
    EXPECT_EQ(child_->wait(), 0) << child_->err();
  }

  TemporaryDirectory directory_;
  std::optional<ChildProcess> child_;
};

TEST_F(AdminBinary, MovesTheApiToAnotherPort) {
  const int port = start({"--admin-port", "0"});
  const auto& log = child_->err();
  const std::string line = log.substr(0, log.find('\n'));
  EXPECT_EQ(line.substr(0, 30), "admin API on http://127.0.0.1:") << log;
  const int admin = port_in(line);
  EXPECT_EQ(status_of(ask(admin, getting("/__admin/requests"))), "200");
  EXPECT_EQ(status_of(ask(admin, getting("/livez"))), "200");
  EXPECT_EQ(status_of(ask(admin, generate_random_bytes("{}"))), "404");
  EXPECT_NE(ask(port, getting("/__admin/requests"))
                .find("The admin API is at port " + std::to_string(admin) + " (--admin-port)."),
            std::string::npos);
  EXPECT_EQ(status_of(ask(port, getting("/livez"))), "200");
  EXPECT_NE(ask(admin,
                "POST /__admin/tenants HTTP/1.1\r\nHost: localhost:1\r\n"
                "Content-Length: 0\r\n\r\n")
                .find("\"url\":\"http://localhost:" + std::to_string(port) + "\""),
            std::string::npos);
  stop();
}

TEST_F(AdminBinary, HasNoApiWhenItIsOff) {
  const int port = start({"--admin-port", "off"});
  EXPECT_NE(
      ask(port, getting("/__admin/requests")).find("The admin API is off (--admin-port off)."),
      std::string::npos);
  stop();
}

TEST_F(AdminBinary, DemandsATokenAndNeverTellsIt) {
  const int port = start({"--admin-token", "s3cret-token"});
  EXPECT_EQ(status_of(ask(port, getting("/__admin/requests"))), "401");
  EXPECT_EQ(
      status_of(ask(port, getting("/__admin/requests", "Authorization: Bearer s3cret-token\r\n"))),
      "200");
  stop();
  EXPECT_EQ(child_->err().find("s3cret"), std::string::npos);
}

TEST_F(AdminBinary, WarnsWhereOthersCanReachTheApi) {
  start({"--host", "0.0.0.0"});
  EXPECT_NE(child_->err().find("warning: other machines can reach the admin API: set "
                               "--admin-token, or --admin-port off\n"),
            std::string::npos);
  stop();
}

TEST_F(AdminBinary, WritesEachRequestIntoTheFile) {
  const std::string path = directory_.path() + "/journal.ndjson";
  std::ofstream(path) << "of before\n";
  const int port = start({"--journal-file", path, "--journal-payload"});
  for (int i = 0; i < 3; ++i) ask(port, generate_random_bytes(R"({"NumberOfBytes":4})"));
  stop();
  std::istringstream lines(content_of(path));
  std::set<int> ids;
  for (std::string line; std::getline(lines, line);) {
    const auto entry = nlohmann::json::parse(line);
    ids.insert(entry.at("id").get<int>());
    EXPECT_EQ(entry.at("reply").at("payload").get<std::string>().size(), 8u);
    EXPECT_EQ(entry.at("ended").at("how"), "sent");
  }
  EXPECT_EQ(ids, (std::set<int>{1, 2, 3}));
}

TEST_F(AdminBinary, ServesOnWhenTheFileCannotBeWritten) {
  const int port = start({"--journal-file", "/dev/full"});
  // On one connection a request is closed before the next is looked at.
  SocketClient client(port);
  const auto asked = [&](const std::string& request) {
    client.send(request);
    return client.read_reply();
  };
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(status_of(asked(generate_random_bytes(R"({"NumberOfBytes":4})"))), "200");
  }
  EXPECT_NE(asked(getting("/readyz")).find("\"journal_file_error\":\"/dev/full: No space left"),
            std::string::npos);
  EXPECT_NE(asked(getting("/metrics")).find("kms_random_mock_journal_file_errors_total 3\n"),
            std::string::npos);
  stop();
  EXPECT_NE(child_->err().find("error: the journal misses entries from now on: /dev/full: No space "
                               "left on device\n"),
            std::string::npos);
  EXPECT_NE(child_->err().find("warning: 3 requests are not in the journal's file"),
            std::string::npos);
}

TEST_F(AdminBinary, DoesNotStartWithoutItsJournalFile) {
  EXPECT_EQ(run({"--port", "0", "--journal-file", "/nowhere/journal"}),
            (Ran{1, "", "error: cannot write /nowhere/journal: No such file or directory\n"}));
}

TEST_F(AdminBinary, EndsWhenItsStdinIsClosed) {
  ChildProcess child(command({"--port", "0", "--exit-with-parent"}));
  // It ends as by SIGTERM, which may come before the server waits for one.
  EXPECT_THAT(child.wait(), testing::AnyOf(0, 128 + SIGTERM));
  EXPECT_NE(child.err().find("the process that started this one is gone\n"), std::string::npos);
}

TEST_F(AdminBinary, EndsWithItsParent) {
  const std::string ready = directory_.path() + "/ready";
  const std::string started =
      "'" + std::string(binary) + "' --port 0 --exit-with-parent --ready-file " + ready +
      " </dev/null & while [ ! -e " + ready + " ]; do :; done; cat " + ready;
  ChildProcess shell({"/bin/sh", "-c", started});
  EXPECT_EQ(shell.wait(), 0) << shell.err();
  const std::string url = shell.out();
  EXPECT_GT(port_in(url.substr(0, url.find('\n'))), 0);
  // The pipe to it ends with the server, so its log is whole.
  EXPECT_NE(shell.err().find("the process that started this one is gone\n"), std::string::npos)
      << shell.err();
}

TEST_F(AdminBinary, LivesOnWithoutTheFlag) {
  ChildProcess child(command({"--port", "0"}));
  EXPECT_NE(child.wait_for_line_on_stderr("listening on"), "");
  EXPECT_TRUE(child.runs());
  child.send_signal(SIGTERM);
  EXPECT_EQ(child.wait(), 0);
}

}  // namespace
}  // namespace krm::test
