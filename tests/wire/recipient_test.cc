// The binary's flags for a Recipient, with documents that its own attest makes.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/enclave.h"
#include "tests/support/recipient_request.h"
#include "tests/support/temporary_directory.h"
#include "tests/wire/serving.h"

namespace krm::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr auto status_200 = "HTTP/1.1 200 OK\r\n";
constexpr auto trusted_unsigned =
    "warning: recipient verify is {}: attestation documents are trusted unsigned; chain verifies "
    "them\n";

class RecipientFlags : public testing::Test {
 protected:
  // A document of an authority that is kept under that name.
  Bytes document(const std::string& authority, std::vector<std::string> flags = {}) const {
    const std::string key = directory_ / "key";
    const auto& info = Enclave::of().public_key();
    std::ofstream(key, std::ios::binary)
        .write(reinterpret_cast<const char*>(info.data()),
               static_cast<std::streamsize>(info.size()));
    flags.insert(flags.begin(),
                 {"attest", "--public-key", key, "--ca-dir", directory_ / authority});
    const Ran ran = run(std::move(flags));
    EXPECT_EQ(ran.code, 0) << ran;
    return {ran.out.begin(), ran.out.end()};
  }
  std::string root(const std::string& authority) const {
    return directory_ / (authority + "/root.pem");
  }
  static std::string reply_to(const Serving& server, const Bytes& document) {
    SocketClient client = server.connect();
    client.send(generate_random_bytes(R"({"NumberOfBytes":32,)" + recipient_json(document) + '}'));
    return client.read_reply();
  }

  const TemporaryDirectory directory_;
};

TEST_F(RecipientFlags, AreNotNeeded) {
  const Bytes one = document("ca");
  Serving server({});
  EXPECT_EQ(server.said(), "");
  const std::string reply = reply_to(server, one);
  EXPECT_THAT(reply, StartsWith(status_200));
  const auto opened = Enclave::of().open(sealed_in(body_of(reply)));
  ASSERT_TRUE(opened) << opened.error();
  EXPECT_EQ(opened->size(), 32U);
}

TEST_F(RecipientFlags, NameRootsThatAreTrusted) {
  const Bytes one = document("ca");
  const Bytes other = document("other");
  const Bytes third = document("third");
  Serving server({"--recipient-verify", "chain", "--recipient-root", root("ca"), "--recipient-root",
                  root("other"), "--recipient-root", "aws"});
  EXPECT_EQ(server.said(), "");
  EXPECT_THAT(reply_to(server, one), StartsWith(status_200));
  EXPECT_THAT(reply_to(server, other), StartsWith(status_200));
  EXPECT_THAT(reply_to(server, third),
              HasSubstr("The attestation document is not accepted (certificate chain): it has "
                        "certificates that do not lead to a root that is trusted: self-signed "
                        "certificate in certificate chain, at depth 4."));
}

TEST_F(RecipientFlags, SayMoreThanTheScenario) {
  const Bytes old = document("ca", {"--timestamp", "1735689600123"});
  const std::string scenario = directory_ / "s.yaml";
  std::ofstream(scenario)
      << "version: 1\nname: s\nrecipient: {verify: chain, roots: [ca/root.pem]}\n";
  Serving server({"--scenario", scenario});
  EXPECT_THAT(reply_to(server, old), HasSubstr("certificate has expired"));
  Serving at_its_time({"--scenario", scenario, "--recipient-clock", "document"});
  EXPECT_THAT(reply_to(at_its_time, old), StartsWith(status_200));
  Serving unsigned_too({"--scenario", scenario, "--recipient-verify", "structure"});
  EXPECT_THAT(unsigned_too.said(),
              HasSubstr(fmt::format(fmt::runtime(trusted_unsigned), "structure")));
  EXPECT_THAT(unsigned_too.said(),
              HasSubstr("warning: recipient: no effect unless verify is chain: roots\n"));
  EXPECT_THAT(reply_to(unsigned_too, old), StartsWith(status_200));
  Serving off({"--scenario", scenario, "--recipient-verify", "off"});
  EXPECT_THAT(reply_to(off, old), HasSubstr(R"({"__type":"UnsupportedOperationException"})"));
}

TEST_F(RecipientFlags, NamePcrs) {
  const std::string ff(96, 'f');
  const Bytes good = document("ca", {"--pcr", "4=" + ff});
  const Bytes usual = document("ca");
  Serving server({"--recipient-expect-pcr", "4=" + ff});
  EXPECT_EQ(server.said(), fmt::format(fmt::runtime(trusted_unsigned), "structure"));
  EXPECT_THAT(reply_to(server, good), StartsWith(status_200));
  EXPECT_THAT(reply_to(server, usual), HasSubstr("AccessDeniedException"));
  EXPECT_THAT(server.stop(),
              HasSubstr("the attestation document does not have the "
                        "kms:RecipientAttestation:PCR4 that is expected, ffffffffffffffff... of 48 "
                        "bytes, but 35f050bacbc759a6... of 48 bytes; it has module_id"));
}

TEST_F(RecipientFlags, BoundTheTimeOfADocument) {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto made = [&](std::chrono::hours ahead) {
    return document("ca",
                    {"--timestamp", std::to_string((now + ahead).time_since_epoch().count())});
  };
  const auto served = [&](const std::vector<std::string>& flags, const Bytes& one) {
    std::vector<std::string> all{"--recipient-verify", "chain", "--recipient-root", root("ca")};
    all.insert(all.end(), flags.begin(), flags.end());
    return reply_to(Serving(all), one);
  };
  const Bytes old = made(std::chrono::hours(-1));
  EXPECT_THAT(served({}, old), HasSubstr("(clock): it is 36"));
  EXPECT_THAT(served({"--recipient-max-age", "2h"}, old), StartsWith(status_200));
  EXPECT_THAT(served({"--recipient-skew", "2h"}, old), HasSubstr("(clock): it is 36"));
  const Bytes just_now = document("ca");
  EXPECT_THAT(served({"--recipient-max-age", "1ms"}, just_now),
              HasSubstr("old; at most 1ms is allowed"));
  EXPECT_THAT(served({"--recipient-max-age", "1h", "--recipient-skew", "0s"}, just_now),
              StartsWith(status_200));
}

TEST_F(RecipientFlags, WarnOfWhatCountsElsewhere) {
  const std::string unsigned_too = fmt::format(fmt::runtime(trusted_unsigned), "structure");
  EXPECT_EQ(Serving({"--recipient-root", "aws", "--recipient-max-age", "1s", "--recipient-skew",
                     "1s", "--recipient-clock", "document"})
                .said(),
            "warning: recipient: no effect unless verify is chain: roots, max_age, skew, "
            "clock\n" +
                unsigned_too);
  EXPECT_EQ(Serving({"--recipient-verify", "chain", "--recipient-root", "aws", "--recipient-clock",
                     "document", "--recipient-max-age", "1s", "--recipient-skew", "1s"})
                .said(),
            "warning: recipient: no effect unless clock is now: max_age, skew\n");
  const std::string pcr = "0=" + std::string(96, '0');
  EXPECT_EQ(Serving({"--recipient-verify", "lenient", "--recipient-expect-pcr", pcr}).said(),
            "warning: recipient: no effect unless verify is structure or chain: "
            "expect_pcrs\n" +
                fmt::format(fmt::runtime(trusted_unsigned), "lenient"));
  EXPECT_EQ(Serving({"--recipient-expect-pcr", pcr}).said(), unsigned_too);
}

TEST_F(RecipientFlags, AreWarnedOfAsAScenarioIs) {
  EXPECT_EQ(Serving({"--scenario-yaml", "{version: 1, name: s, seed: 1, recipient: {}}"}).said(),
            "scenario \"s\", seed 1\n" + fmt::format(fmt::runtime(trusted_unsigned), "structure"));
  EXPECT_EQ(Serving({"--scenario-yaml", "{version: 1, name: s, seed: 1}"}).said(),
            "scenario \"s\", seed 1\n");
}

TEST_F(RecipientFlags, WarnOfWhatNobodyCanPass) {
  EXPECT_EQ(
      Serving({"--recipient-verify", "chain"}).said(),
      "warning: recipient verify is chain and no root is given: every attestation document is "
      "refused; see --recipient-root\n");
  EXPECT_EQ(Serving({"--recipient-verify", "lenient"}).said(),
            fmt::format(fmt::runtime(trusted_unsigned), "lenient"));
  EXPECT_EQ(Serving({"--recipient-verify", "off"}).said(), "");
  EXPECT_EQ(Serving({"--recipient-verify", "chain", "--recipient-root", "aws"}).said(), "");
  EXPECT_EQ(Serving({"--scenario-yaml",
                     "{version: 1, name: s, seed: 1, recipient: {verify: chain, roots: [aws]}}"})
                .said(),
            "scenario \"s\", seed 1\n");
}

TEST_F(RecipientFlags, SayInOneLineWhatIsWrong) {
  const auto refused = [](const std::string& flag, const std::string& value) {
    const Ran ran = run({flag, value, "--port", "0"});
    EXPECT_EQ(ran.code, 2) << ran;
    return ran.err;
  };
  const std::string junk = directory_ / "junk";
  std::ofstream(junk) << "junk";
  EXPECT_EQ(refused("--recipient-root", directory_ / "none"),
            fmt::format("error: --recipient-root: cannot read \"{}\": No such file or directory\n",
                        directory_ / "none"));
  EXPECT_EQ(refused("--recipient-root", junk),
            fmt::format("error: --recipient-root: \"{}\": there is no certificate in PEM: no start "
                        "line\n",
                        junk));
  EXPECT_EQ(refused("--recipient-verify", "strict"),
            "error: --recipient-verify: \"strict\" is not one of off, lenient, structure, chain\n");
  EXPECT_EQ(refused("--recipient-clock", "yesterday"),
            "error: --recipient-clock: \"yesterday\" is not one of now, document\n");
  EXPECT_EQ(refused("--recipient-max-age", "300"),
            "error: --recipient-max-age: \"300\" is not a time with a unit, as 250ms, 5s or 2m, of "
            "at most 24h\n");
  EXPECT_THAT(refused("--recipient-expect-pcr", "0=00"), HasSubstr("\"0=00\" is not a PCR"));
}

}  // namespace
}  // namespace krm::test
