// The real binary with a scenario: what it says at its start, and what a client then hears.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/child_process.h"
#include "tests/support/plaintext.h"
#include "tests/support/socket_client.h"
#include "tests/wire/binary.h"
#include "tests/wire/messages.h"
#include "tests/wire/serving.h"

namespace krm::test {
namespace {

Serving serving(const std::string& yaml) {
  return Serving({"--scenario-yaml", "{version: 1, seed: 42, " + yaml + "}"});
}

std::string call_of(std::uint64_t seed, std::uint64_t call) {
  return plaintext(stream(seed, "bytes", "", call, 32));
}

// --- faults

TEST(Scenario, ClosesWithoutAByte) {
  EXPECT_EQ(serving("rules: [{do: [close]}]").hears_to_end(), (Received{"", End::fin}));
}

TEST(Scenario, ResetsWithoutAByte) {
  EXPECT_EQ(serving("rules: [{do: [reset]}]").hears_to_end(), (Received{"", End::rst}));
}

TEST(Scenario, SendsGarbageToTheByteAndCloses) {
  EXPECT_EQ(serving("rules: [{do: [garbage: {text: not HTTP}]}]").hears_to_end(),
            (Received{"not HTTP", End::fin}));
  EXPECT_EQ(serving("rules: [{do: [garbage: {hex: '00ff0d0a'}]}]").hears_to_end(),
            (Received{std::string("\0\xff\r\n", 4), End::fin}));
}

TEST(Scenario, SendsGarbageOfChanceWhereNoneIsGiven) {
  const Received received = serving("rules: [{do: [garbage]}]").hears_to_end();
  ASSERT_EQ(received.bytes.size(), 64);
  EXPECT_EQ(received.bytes[0], '\0');
  EXPECT_EQ(received.end, End::fin);
  EXPECT_EQ(serving("rules: [{do: [garbage]}]").hears_to_end(), received) << "of the same seed";
}

TEST(Scenario, AnswersAnError) {
  const Serving server =
      serving("rules: [{times: 1, do: [error: {name: ThrottlingException, message: Slow down.}]}]");
  EXPECT_EQ(without_dates_and_ids(server.hears_reply()),
            some_kms_reply("400 Bad Request",
                           R"({"__type":"ThrottlingException","message":"Slow down."})"));
  EXPECT_EQ(server.hears_reply().substr(0, 15), "HTTP/1.1 200 OK");
}

TEST(Scenario, AnswersAReplyOfItsOwn) {
  EXPECT_EQ(without_dates(serving("rules: [{do: [reply: {status: 502, headers: {Content-Type: "
                                  "text/html}, body: <h1>Bad Gateway</h1>}]}]")
                              .hears_reply()),
            "HTTP/1.1 502 Bad Gateway\r\n"
            "Content-Type: text/html\r\n"
            "Date: <date>\r\n"
            "Content-Length: 20\r\n"
            "\r\n"
            "<h1>Bad Gateway</h1>");
}

TEST(Scenario, SetsAHeader) {
  EXPECT_EQ(without_dates_and_ids(
                serving("entropy: seeded, rules: [{do: [header: {x-amz-retry-after: 3000}]}]")
                    .hears_reply()),
            some_kms_reply("200 OK", call_of(42, 0), "x-amz-retry-after: 3000\r\n"));
}

TEST(Scenario, CutsABodyUnderItsFullLength) {
  EXPECT_EQ(without_dates_and_ids(
                serving("entropy: seeded, rules: [{do: [truncate: 5]}]").hears_to_end().bytes) +
                call_of(42, 0).substr(5),
            some_kms_reply("200 OK", call_of(42, 0)));
}

TEST(Scenario, DamagesABody) {
  EXPECT_EQ(without_dates_and_ids(serving("rules: [{do: [payload: missing]}]").hears_reply()),
            some_kms_reply("200 OK", "{}"));
}

TEST(Scenario, TellsTheLogWhyBytesAreShort) {
  Serving server = serving("entropy: {source: fixed, hex: '00ff'}");
  EXPECT_EQ(server.hears_body(), R"({"__type":"KMSInternalException"})");
  const std::string log = server.stop();
  EXPECT_TRUE(std::regex_search(
      log, std::regex(" outcome=KMSInternalException id=[0-9a-f-]{36} call=0 attempt=1 sent=[0-9]+ "
                      "delivery=complete why=\"entry 1 of the fixed bytes has 2 bytes, and 32 are "
                      "asked for; give more, or pad: repeat\"\n")))
      << log;
}

// --- where it comes from, and what is said of it

TEST(Scenario, IsNotMentionedWhereThereIsNone) {
  EXPECT_EQ(Serving({}).said(), "");
  EXPECT_EQ(Serving({"--seed", "7"}).said(), "");
}

TEST(Scenario, IsNamedWithItsSeed) {
  EXPECT_EQ(serving("name: drill").said(), "scenario \"drill\", seed 42\n");
  EXPECT_EQ(serving("description: nameless").said(), "scenario \"--scenario-yaml\", seed 42\n");
}

TEST(Scenario, ComesFromTheVariableToo) {
  ChildProcess server(command({"--port", "0"}),
                      {"KMS_RANDOM_MOCK_SCENARIO_YAML={version: 1, name: variable, seed: 9}"});
  EXPECT_EQ(server.wait_for_line_on_stderr(""), "scenario \"variable\", seed 9");
}

TEST(Scenario, ComesFromAFileWithTheFilesThatItNames) {
  const TemporaryDirectory directory;
  const std::string path = directory / "drill.yaml";
  std::ofstream(path) << "version: 1\nseed: 1\nentropy: {source: file, path: bytes}\n";
  std::ofstream(directory / "bytes") << std::string(32, '\0');
  const Serving server({"--scenario", path});
  EXPECT_EQ(server.said(), fmt::format("scenario \"{}\", seed 1\n", path));
  EXPECT_EQ(server.hears_body(), plaintext(Bytes(32)));
}

TEST(Scenario, ComesFromStdin) {
  const Serving server({"--scenario", "-"}, "version: 1\nseed: 3\nentropy: seeded\n");
  EXPECT_EQ(server.said(), "scenario \"stdin\", seed 3\n");
  EXPECT_EQ(server.hears_body(), call_of(3, 0));
}

TEST(Scenario, ComesWithTheProgram) {
  const Serving server({"--scenario", "deterministic"});
  EXPECT_EQ(server.said(), "scenario \"deterministic\", seed 42\n");
  EXPECT_EQ(server.hears_body(), call_of(42, 0));
  EXPECT_EQ(server.hears_body(), call_of(42, 1));
}

TEST(Scenario, TakesTheSeedOfTheFlagBeforeItsOwn) {
  const Serving server({"--scenario", "deterministic", "--seed", "7"});
  EXPECT_EQ(server.said(), "scenario \"deterministic\", seed 7\n");
  EXPECT_EQ(server.hears_body(), call_of(7, 0));
}

TEST(Scenario, TellsTheSeedThatItHasChosenAndTakesItAgain) {
  const std::string yaml = "{version: 1, name: drill, entropy: seeded}";
  const Serving chosen({"--scenario-yaml", yaml});
  const std::string_view line = "scenario \"drill\", seed ";
  ASSERT_TRUE(chosen.said().starts_with(line)) << chosen.said();
  std::string seed = chosen.said().substr(line.size());
  seed.pop_back();
  const std::string first = chosen.hears_body();
  EXPECT_EQ(first, call_of(std::stoull(seed), 0));

  const Serving given({"--scenario-yaml", yaml, "--seed", seed});
  EXPECT_EQ(given.said(), chosen.said());
  EXPECT_EQ(given.hears_body(), first);

  EXPECT_NE(Serving({"--scenario-yaml", yaml}).said(), chosen.said()) << "two chances in 2^32";
}

TEST(Scenario, SaysAtItsEndWhatItForgot) {
  Serving server = serving("name: drill");
  SocketClient client = server.connect();
  for (int call = 0; call < 1026; ++call) {
    client.send(generate_random_bytes(R"({"NumberOfBytes":32})",
                                      fmt::format("amz-sdk-invocation-id: call {}\r\n", call)));
    ASSERT_EQ(client.read_reply().substr(0, 15), "HTTP/1.1 200 OK") << call;
  }
  EXPECT_EQ(server.stop(), server.said() + server.listens() +
                               "\nwarning: over the bounds: tenants dropped: 0, requests of "
                               "others put together: 0, calls forgotten: 2\n");
}

TEST(Scenario, SaysNothingAtItsEndWhereNothingWasForgotten) {
  Serving server = serving("name: drill");
  server.hears_reply();
  EXPECT_EQ(server.stop(), server.said() + server.listens() + "\n");
}

}  // namespace
}  // namespace krm::test
