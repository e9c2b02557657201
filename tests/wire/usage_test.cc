// The binary's command line from outside: exit codes, which stream says what, and where settings
// come from.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <string>
#include <string_view>
#include <vector>

#include "base/version.h"
#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/support/server_fixture.h"
#include "tests/support/temporary_directory.h"
#include "tests/wire/binary.h"

namespace krm::test {
namespace {

struct Mistake {
  std::string_view name;
  std::vector<std::string> arguments;
  std::vector<std::string> environment;
  std::string_view mentions;
};

const std::vector<Mistake> mistakes{
    {"a flag that is not there", {"--prot", "1"}, {}, "--prot"},
    {"a flag of another subcommand", {"healthcheck", "--region", "x"}, {}, "--region"},
    {"a flag without its value", {"--port"}, {}, "--port"},
    {"a flag given twice", {"--port", "1", "--port", "2"}, {}, "--port"},
    {"a port that is no number", {"--port", "abc"}, {}, "--port: \"abc\""},
    {"a port beyond the last", {"--port", "65536"}, {}, "--port: \"65536\""},
    {"a port with a line break", {"--port", "1\n2"}, {}, "--port: \"1\\x0a2\""},
    {"a time without a unit", {"--drain", "5"}, {}, "--drain: \"5\""},
    {"a choice that is none", {"--log-format", "xml"}, {}, "--log-format: \"xml\""},
    {"a subcommand that is not there", {"server"}, {}, "\"server\""},
    {"an argument too many", {"serve", "now"}, {}, "now"},
    {"a command to run", {"serve", "--", "true"}, {}, "--"},
    {"a bad value in a variable",
     {},
     {"KMS_RANDOM_MOCK_PORT=abc"},
     "KMS_RANDOM_MOCK_PORT: \"abc\""},
    {"a variable that is not there", {}, {"KMS_RANDOM_MOCK_PROT=1"}, "KMS_RANDOM_MOCK_PROT"},
};

TEST(Usage, MistakesAreOneLineAndCodeTwo) {
  for (const Mistake& mistake : mistakes) {
    const Ran ran = run(mistake.arguments, mistake.environment);
    EXPECT_EQ(ran.code, 2) << mistake.name << '\n' << ran;
    EXPECT_EQ(ran.out, "") << mistake.name;
    EXPECT_TRUE(ran.err.starts_with("error: ")) << mistake.name << '\n' << ran;
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << mistake.name << '\n' << ran;
    EXPECT_NE(ran.err.find(mistake.mentions), std::string::npos) << mistake.name << '\n' << ran;
  }
}

TEST(Usage, VersionGoesToStdout) {
  EXPECT_EQ(run({"--version"}), (Ran{0, fmt::format("kms-random-mock {}\n", base::version), ""}));
}

TEST(Usage, HelpGoesToStdoutAndNamesFlagsAndVariables) {
  const Ran ran = run({"--help"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err, "");
  for (const std::string_view text :
       {"--port", "KMS_RANDOM_MOCK_PORT", "--ready-file", "--drain", "healthcheck", "env"}) {
    EXPECT_NE(ran.out.find(text), std::string::npos) << text << '\n' << ran;
  }
}

TEST(Setting, OfKubernetesIsNotOurs) {
  const TemporaryDirectory directory;
  ChildProcess server(
      command({"--ready-file", directory / "ready"}),
      {"KMS_RANDOM_MOCK_PORT=tcp://10.0.0.1:4599", "KMS_RANDOM_MOCK_SERVICE_HOST=10.0.0.1",
       "KMS_RANDOM_MOCK_SERVICE_PORT=4599", "KMS_RANDOM_MOCK_PORT_4599_TCP=tcp://10.0.0.1:4599",
       "KMS_RANDOM_MOCK_PORT_4599_TCP_ADDR=10.0.0.1", "KMS_RANDOM_MOCK_HOST=127.0.0.2"});
  // Whether or not the default port is free here, it is the one that is tried.
  const std::string line = server.wait_for_line_on_stderr("");
  EXPECT_NE(line.find("4599"), std::string::npos) << line;
  EXPECT_NE(line.find("127.0.0.2"), std::string::npos) << line;
}

TEST(Setting, OfAFlagBeatsTheEnvironment) {
  ChildProcess server(command({"--port", "0"}), {"KMS_RANDOM_MOCK_PORT=abc"});
  EXPECT_NE(port_in(server.wait_for_line_on_stderr("listening on http://127.0.0.1:")), 0);
}

TEST(Setting, OfTheEnvironmentBeatsTheDefault) {
  ChildProcess server(command({}), {"KMS_RANDOM_MOCK_PORT=0", "KMS_RANDOM_MOCK_LOG_FORMAT=json"});
  const std::string line = server.wait_for_line_on_stderr("{\"time\":");
  EXPECT_NE(line.find(R"("level":"info","message":"listening on http://127.0.0.1:)"),
            std::string::npos)
      << line;
  EXPECT_EQ(line.find(":4599"), std::string::npos) << line;
}

TEST(Healthcheck, IsFineWhenTheServerIsReady) {
  Server server;
  const std::string url = fmt::format("http://127.0.0.1:{}", server.port());
  EXPECT_EQ(run({"healthcheck", url}), (Ran{0, "", ""}));
  EXPECT_EQ(run({"healthcheck", "--port", std::to_string(server.port())}), (Ran{0, "", ""}));
  EXPECT_EQ(run({"healthcheck"}, {fmt::format("KMS_RANDOM_MOCK_PORT={}", server.port())}),
            (Ran{0, "", ""}));

  server.set(admin::Readiness::stopping);
  EXPECT_EQ(run({"healthcheck", url}),
            (Ran{1, "", fmt::format("error: {}: not ready, status 503\n", url)}));
}

TEST(Healthcheck, FailsWhenThereIsNoServer) {
  Server server;
  const std::string url = fmt::format("http://127.0.0.1:{}", server.port());
  server.stop(std::chrono::seconds(1));
  const Ran ran = run({"healthcheck", url});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(ran.err.starts_with(fmt::format("error: {}: ", url))) << ran;
  EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran;
}

TEST(Healthcheck, FindsTheServerByItsReadyFile) {
  const TemporaryDirectory directory;
  const std::string file = directory / "ready";
  ChildProcess server(command({"--port", "0", "--ready-file", file}));
  server.wait_for_line_on_stderr("listening on");
  EXPECT_EQ(run({"healthcheck", "--ready-file", file}), (Ran{0, "", ""}));
}

TEST(Env, TellsAShellWhatItNeeds) {
  ChildProcess shell(
      {"/bin/sh", "-ec",
       "eval \"$(\"$0\" env --port 4711 --region eu-west-1)\"\n"
       "for name in AWS_ENDPOINT_URL_KMS AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_REGION "
       "AWS_DEFAULT_REGION AWS_PROFILE AWS_SESSION_TOKEN AWS_IGNORE_CONFIGURED_ENDPOINT_URLS "
       "AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT NO_PROXY no_proxy; do\n"
       "  eval \"echo $name=\\${$name-unset}\"\n"
       "done\n"
       "test \"$(/usr/bin/env | grep -c ^AWS_)\" = 8",
       binary},
      {"PATH=/usr/bin:/bin", "AWS_PROFILE=prod", "AWS_SESSION_TOKEN=token",
       "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true", "AWS_USE_FIPS_ENDPOINT=true",
       "AWS_USE_DUALSTACK_ENDPOINT=true", "NO_PROXY=e'x'ample.com,localhost"});
  EXPECT_EQ(shell.wait(), 0);
  EXPECT_EQ(shell.err(), "");
  EXPECT_EQ(shell.out(),
            "AWS_ENDPOINT_URL_KMS=http://127.0.0.1:4711\n"
            "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n"
            "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n"
            "AWS_REGION=eu-west-1\n"
            "AWS_DEFAULT_REGION=eu-west-1\n"
            "AWS_PROFILE=unset\n"
            "AWS_SESSION_TOKEN=unset\n"
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=false\n"
            "AWS_USE_FIPS_ENDPOINT=false\n"
            "AWS_USE_DUALSTACK_ENDPOINT=false\n"
            "NO_PROXY=::1,127.0.0.1,e'x'ample.com,localhost\n"
            "no_proxy=::1,127.0.0.1,e'x'ample.com,localhost\n");
}

TEST(Env, KeepsTheServerOffProxies) {
  const std::string out = run({"env", "--host", "127.0.0.2"}).out;
  EXPECT_NE(out.find("export NO_PROXY='::1,127.0.0.1,localhost,127.0.0.2'\n"), std::string::npos)
      << out;
  EXPECT_NE(run({"env", "--host", "::1"}).out.find("export NO_PROXY='127.0.0.1,localhost,::1'\n"),
            std::string::npos);
}

TEST(Env, OfAProxyLeavesNoWayAroundIt) {
  const TemporaryDirectory directory;
  const Ran ran = run({"env", "--proxy", "--port", "4600", "--tls-dir", directory / "tls"},
                      {"NO_PROXY=.amazonaws.com, kms.eu-west-1.amazonaws.com:443,example.com,*.com",
                       "no_proxy=* .amazonaws.com us-east-1.amazonaws.com.,*aws.com\tcom.example"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_TRUE(ran.out.starts_with(
      "export HTTPS_PROXY='http://127.0.0.1:4600'\nexport https_proxy='http://127.0.0.1:4600'\n"
      "unset AWS_ENDPOINT_URL_KMS\nunset AWS_ENDPOINT_URL\n"
      "export AWS_IGNORE_CONFIGURED_ENDPOINT_URLS='true'\n"))
      << ran.out;
  EXPECT_NE(ran.out.find("export NO_PROXY='::1,localhost,127.0.0.1,example.com'\n"),
            std::string::npos)
      << ran.out;
  EXPECT_NE(ran.out.find("export no_proxy='::1,localhost,127.0.0.1,com.example'\n"),
            std::string::npos)
      << ran.out;
  EXPECT_NE(
      ran.err.find("NO_PROXY loses \".amazonaws.com\", which would lead KMS around the proxy"),
      std::string::npos)
      << ran.err;
  EXPECT_NE(ran.out.find("export AWS_CA_BUNDLE="), std::string::npos);
}

TEST(Env, NamesTheTenant) {
  const auto comment = [](std::string_view key) {
    return fmt::format("# The tenant is {}; --key ID names another, --key fresh one of its own.\n",
                       key);
  };
  EXPECT_TRUE(run({"env"}).out.ends_with(comment("AKIAIOSFODNN7EXAMPLE")));
  const Ran named = run({"env", "--key", "gw0"});
  EXPECT_NE(named.out.find("export AWS_ACCESS_KEY_ID='gw0'\n"), std::string::npos) << named;
  EXPECT_TRUE(named.out.ends_with(comment("gw0"))) << named;
  EXPECT_EQ(run({"env", "--key", "a/b"}),
            (Ran{2, "",
                 "error: --key: \"a/b\" is not an access key ID: at most 128 visible characters, "
                 "and none of them / or a comma\n"}));
}

TEST(Env, MakesUpAFreshTenantEachTime) {
  const std::string script =
      "eval \"$(\"$0\" env --key fresh)\"; echo $AWS_ACCESS_KEY_ID; "
      "eval $(\"$0\" env --key fresh); echo $AWS_ACCESS_KEY_ID";
  ChildProcess shell({"/bin/sh", "-ec", script, binary}, {"PATH=/usr/bin:/bin"});
  EXPECT_EQ(shell.wait(), 0);
  EXPECT_EQ(shell.err(), "");
  const std::string out = shell.out();
  ASSERT_EQ(out.size(), 2 * 21u) << out;
  EXPECT_TRUE(out.starts_with("AKIA")) << out;
  EXPECT_NE(out.substr(0, 21), out.substr(21));
}

}  // namespace
}  // namespace krm::test
