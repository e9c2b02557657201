// The binary over TLS: when it makes and reads certificates, and what it says of them.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/socket_client.h"
#include "tests/support/tls_peer.h"
#include "tests/wire/binary.h"
#include "tests/wire/messages.h"
#include "tls/authority.h"
#include "tls/trust_bundle.h"

namespace krm::test {
namespace {

namespace fs = std::filesystem;

const std::string get_ready = "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n";

// A running one, on a free port.
class Binary {
 public:
  explicit Binary(std::vector<std::string> flags, std::vector<std::string> environment = {})
      : process_(command(with_port(std::move(flags))), std::move(environment)),
        listens_(process_.wait_for_line_on_stderr("listening on ")) {}

  const std::string& listens() const { return listens_; }
  int port() const { return port_in(listens_); }
  ChildProcess& process() { return process_; }

  // The status line of a reply over TLS to somebody who trusts that file; empty without TLS.
  std::string answers(const std::string& trust_file) const {
    SocketClient client(port());
    if (!client.secure({.trust_file = trust_file})) return "";
    client.send(get_ready);
    return client.read_reply().substr(0, 15);
  }

  // All it has said, but for where it listens.
  std::string stop() {
    process_.send_signal(SIGTERM);
    EXPECT_EQ(process_.wait(), 0);
    std::string said = process_.err();
    return said.erase(said.find(listens_), listens_.size() + 1);
  }

 private:
  static std::vector<std::string> with_port(std::vector<std::string> flags) {
    flags.insert(flags.end(), {"--port", "0"});
    return flags;
  }

  ChildProcess process_;
  std::string listens_;
};

void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

class TlsOfTheBinary : public testing::Test {
 protected:
  // A certificate with its key in one file, and who vouches for it in another.
  void give(const std::string& name) const {
    const auto now = std::chrono::system_clock::now();
    const auto authority = tls::Authority::make(names_of_tests(), now);
    write(directory_ / (name + ".pem"), authority.issue(names_of_tests(), now).to_pem());
    write(directory_ / (name + "-ca.pem"), crypto::to_pem(*authority.own().certificate));
  }
  std::vector<std::string> shows(const std::string& name) const {
    return {"--tls-cert", directory_ / (name + ".pem"), "--tls-key", directory_ / (name + ".pem")};
  }

  const TemporaryDirectory directory_;
  const std::string state_ = directory_ / "state/kms-random-mock";
  const std::string trust_ = state_ + "/ca.pem";
  const std::vector<std::string> environment_{"XDG_STATE_HOME=" + (directory_ / "state")};
};

TEST_F(TlsOfTheBinary, MakesItsAuthorityWhenSomebodyFirstSpeaksTls) {
  Binary server({}, environment_);
  EXPECT_TRUE(server.listens().starts_with("listening on http://127.0.0.1:"));
  SocketClient plain(server.port());
  plain.send(get_ready);
  EXPECT_TRUE(plain.read_reply().starts_with("HTTP/1.1 200 OK\r\n"));
  EXPECT_TRUE(directory_.empty());

  SocketClient first(server.port());
  EXPECT_TRUE(first.secure({.verified = false}));
  EXPECT_EQ(server.answers(trust_), "HTTP/1.1 200 OK");
  EXPECT_EQ(server.stop(), "made a certificate authority: " + trust_ + "\n");

  Binary next({}, environment_);
  EXPECT_EQ(next.answers(trust_), "HTTP/1.1 200 OK");
  EXPECT_EQ(next.stop(), "");
}

TEST_F(TlsOfTheBinary, HasItsAuthorityReadyWhereItIsRequired) {
  const std::string ready = directory_ / "ready";
  Binary server({"--tls", "require", "--ready-file", ready}, environment_);
  EXPECT_TRUE(server.listens().starts_with("listening on https://127.0.0.1:"));
  EXPECT_EQ(content_of(ready), fmt::format("https://127.0.0.1:{}\n", server.port()));
  EXPECT_EQ(server.answers(trust_), "HTTP/1.1 200 OK");
  const Ran env = run({"env", "--ready-file", ready}, environment_);
  EXPECT_NE(env.out.find("export NODE_EXTRA_CA_CERTS='" + trust_ + "'\n"), std::string::npos)
      << env;
  EXPECT_EQ(server.stop(), "made a certificate authority: " + trust_ + "\n");
}

TEST_F(TlsOfTheBinary, AgreesWithAnotherThatStartsAtOnce) {
  const std::vector<std::string> flags{"--tls", "require", "--tls-dir", directory_ / "shared"};
  Binary one(flags);
  Binary other(flags);
  EXPECT_EQ(one.answers(directory_ / "shared/ca.pem"), "HTTP/1.1 200 OK");
  EXPECT_EQ(other.answers(directory_ / "shared/ca.pem"), "HTTP/1.1 200 OK");
  EXPECT_EQ(one.stop() + other.stop(),
            "made a certificate authority: " + (directory_ / "shared/ca.pem") + "\n");
}

TEST_F(TlsOfTheBinary, WorksWhereNothingCanBeKept) {
  write(directory_ / "file", "");
  const std::string warning =
      "warning: no authority can be kept, so no client can know that of this server beforehand "
      "(--tls-dir names a place for it): ";
  for (const auto& [flags, why] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"--tls-dir", directory_ / "file/below"},
            (directory_ / "file/below") + ": Not a directory"},
           {{}, "there is no directory for it"}}) {
    Binary server(flags);
    for (int i = 0; i < 2; ++i) {
      SocketClient client(server.port());
      EXPECT_TRUE(client.secure({.verified = false}));
    }
    EXPECT_EQ(server.stop(), warning + why + "\n");
  }
}

TEST_F(TlsOfTheBinary, MakesAnotherAuthorityForNamesBeyondTheFirst) {
  EXPECT_EQ(run({"env", "--tls", "require"}, environment_).code, 0);
  const std::string before = content_of(trust_);
  Binary server({"--tls", "require", "--tls-san", "kms.test,10.1.2.3"}, environment_);
  EXPECT_EQ(server.answers(trust_), "HTTP/1.1 200 OK");
  EXPECT_TRUE(content_of(trust_) != before);
  EXPECT_EQ(server.stop(),
            "warning: made a new certificate authority, which clients must read again, " + trust_ +
                ": the one before may not vouch for all names of this server\n");

  Binary without({"--tls", "require"}, environment_);
  EXPECT_EQ(without.answers(trust_), "HTTP/1.1 200 OK");
  EXPECT_EQ(without.stop(), "");
}

TEST_F(TlsOfTheBinary, StaysGoodWhenAnotherServerNeedsAnotherAuthority) {
  Binary server({"--tls", "require"}, environment_);
  Binary other({"--tls", "require", "--tls-san", "kms.test"}, environment_);
  EXPECT_EQ(other.answers(trust_), "HTTP/1.1 200 OK");
  EXPECT_EQ(server.answers(trust_), "HTTP/1.1 200 OK");
}

TEST_F(TlsOfTheBinary, MakesEverythingAgainOnSighup) {
  Binary server({"--tls", "require"}, environment_);
  fs::remove_all(state_);
  server.process().send_signal(SIGHUP);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(15);
  while (!fs::exists(trust_) && std::chrono::steady_clock::now() < end) poll(nullptr, 0, 1);
  EXPECT_EQ(server.answers(trust_), "HTTP/1.1 200 OK");
}

TEST_F(TlsOfTheBinary, ShowsWhatItIsGiven) {
  give("own");
  Binary server(shows("own"), environment_);
  EXPECT_EQ(server.answers(directory_ / "own-ca.pem"), "HTTP/1.1 200 OK");
  EXPECT_EQ(server.stop(), "");
  EXPECT_FALSE(fs::exists(state_));
}

TEST_F(TlsOfTheBinary, ReadsWhatItIsGivenAgainOnSighup) {
  give("own");
  give("next");
  Binary server(shows("own"));
  fs::copy_file(directory_ / "next.pem", directory_ / "own.pem",
                fs::copy_options::overwrite_existing);
  server.process().send_signal(SIGHUP);
  const std::string reloaded = "reloaded certificate " + (directory_ / "own.pem");
  EXPECT_EQ(server.process().wait_for_line_on_stderr(reloaded), reloaded);
  EXPECT_EQ(server.answers(directory_ / "own-ca.pem"), "");
  EXPECT_EQ(server.answers(directory_ / "next-ca.pem"), "HTTP/1.1 200 OK");

  write(directory_ / "own.pem", "nothing");
  server.process().send_signal(SIGHUP);
  const std::string failed = server.process().wait_for_line_on_stderr("error: ");
  EXPECT_TRUE(failed.ends_with("; the certificate of before is shown on")) << failed;
  EXPECT_EQ(server.answers(directory_ / "next-ca.pem"), "HTTP/1.1 200 OK");
}

TEST_F(TlsOfTheBinary, RefusesToStartWithAPairThatIsNone) {
  give("own");
  give("other");
  write(directory_ / "nothing.pem", "nothing");
  const std::string own = directory_ / "own.pem";
  const std::string other = directory_ / "other.pem";
  const std::string nothing = directory_ / "nothing.pem";
  const auto said = [&](std::vector<std::string> flags) {
    flags.insert(flags.end(), {"--port", "0"});
    const Ran ran = run(flags);
    EXPECT_EQ(ran.code, 2) << ran;
    EXPECT_EQ(ran.out, "");
    return ran.err;
  };
  EXPECT_EQ(said({"--tls-cert", own}), "error: --tls-cert needs --tls-key\n");
  EXPECT_EQ(said({"--tls-key", own}), "error: --tls-key needs --tls-cert\n");
  EXPECT_EQ(said({"--tls-cert", directory_ / "none", "--tls-key", own}),
            "error: cannot read " + (directory_ / "none") + ": No such file or directory\n");
  EXPECT_EQ(
      said({"--tls-cert", own, "--tls-key", other}),
      fmt::format("error: certificate {} with key {}: the key is not that of the certificate\n",
                  own, other));
  for (const auto& flags : {std::vector{"--tls-cert", nothing.c_str(), "--tls-key", own.c_str()},
                            std::vector{"--tls-cert", own.c_str(), "--tls-key", nothing.c_str()}}) {
    const std::string line = said({flags.begin(), flags.end()});
    EXPECT_EQ(std::ranges::count(line, '\n'), 1) << line;
    EXPECT_NE(line.find("in PEM"), std::string::npos) << line;
  }
  EXPECT_EQ(said({"--tls-san", "kms,not a name"}),
            "error: --tls-san: \"not a name\" is not a host name or an address\n");
}

TEST_F(TlsOfTheBinary, IsHealthyHoweverItIsAsked) {
  for (const std::string mode : {"auto", "require"}) {
    Binary server({"--tls", mode}, environment_);
    const std::string port = std::to_string(server.port());
    EXPECT_EQ(run({"healthcheck", "--port", port}), (Ran{0, "", ""})) << mode;
    EXPECT_EQ(run({"healthcheck", "--port", port, "--tls", mode}), (Ran{0, "", ""})) << mode;
    for (const std::string url :
         {"https://127.0.0.1:", "https://localhost:", "http://127.0.0.1:"}) {
      EXPECT_EQ(run({"healthcheck", url + port}), (Ran{0, "", ""})) << mode << ' ' << url;
    }
  }
  Binary plain({"--tls", "off"});
  EXPECT_EQ(run({"healthcheck", "--port", std::to_string(plain.port())}), (Ran{0, "", ""}));
  const std::string url = fmt::format("https://127.0.0.1:{}", plain.port());
  EXPECT_EQ(run({"healthcheck", url}).code, 1);
}

TEST_F(TlsOfTheBinary, TellsAShellWhomToTrust) {
  write(directory_ / "roots.pem", "somebody's roots");
  ChildProcess env(command({"env", "--tls", "require", "--port", "4711"}),
                   {environment_.front(), "SSL_CERT_FILE=" + (directory_ / "roots.pem")});
  EXPECT_EQ(env.wait(), 0);
  EXPECT_EQ(env.err(), "");
  for (const std::string& line :
       {std::string("export AWS_ENDPOINT_URL_KMS='https://127.0.0.1:4711'\n"),
        "export NODE_EXTRA_CA_CERTS='" + trust_ + "'\n",
        "export AWS_CA_BUNDLE='" + state_ + "/bundle.pem'\n",
        "export SSL_CERT_FILE='" + state_ + "/bundle.pem'\n"}) {
    EXPECT_NE(env.out().find(line), std::string::npos) << line << env.out();
  }
  EXPECT_EQ(content_of(state_ + "/bundle.pem"),
            tls::bundle("somebody's roots", content_of(trust_)));

  const std::string ready = directory_ / "ready";
  Binary server({"--ready-file", ready}, environment_);
  EXPECT_EQ(server.answers(trust_), "HTTP/1.1 200 OK");
  const Ran by_file = run({"env", "--tls", "require", "--ready-file", ready}, environment_);
  const std::string url = fmt::format("'https://127.0.0.1:{}'", server.port());
  EXPECT_NE(by_file.out.find(url), std::string::npos) << by_file;
  EXPECT_EQ(server.stop(), "");
}

TEST_F(TlsOfTheBinary, TellsNoShellWhatCannotBeKept) {
  EXPECT_EQ(run({"env", "--tls", "require"}),
            (Ran{1, "",
                 "error: no authority can be kept (--tls-dir names a place for it): there is no "
                 "directory for it\n"}));
}

}  // namespace
}  // namespace krm::test
