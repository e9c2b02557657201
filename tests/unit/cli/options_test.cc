#include "cli/options.h"

#include <gtest/gtest.h>

#include <set>

namespace krm::cli {
namespace {

const OptionRow& row(std::string_view flag) {
  for (const OptionRow& option : option_table()) {
    if (option.flag == flag) return option;
  }
  throw std::out_of_range(std::string(flag));
}

std::string set(std::string_view flag, std::string_view text, Options* into = nullptr) {
  Options options;
  const auto done = row(flag).set(into == nullptr ? options : *into, text);
  return done ? "" : done.error();
}

TEST(Options, NameEachFlagAndVariableOnce) {
  std::set<std::string> names;
  for (const OptionRow& option : option_table()) {
    EXPECT_TRUE(names.insert(std::string(option.flag)).second);
    EXPECT_TRUE(names.insert(variable_of(option.flag)).second);
    EXPECT_TRUE(option.flag.starts_with("--"));
    EXPECT_NE(option.help, "");
  }
  EXPECT_EQ(variable_of("--ready-file"), "KMS_RANDOM_MOCK_READY_FILE");
}

TEST(Options, TakeAPortInItsRange) {
  Options options;
  for (const auto& [text, port] : {std::pair{"0", 0}, {"65535", 65535}}) {
    EXPECT_EQ(set("--port", text, &options), "");
    EXPECT_EQ(options.port, port);
  }
  for (const std::string text : {"", "-1", "65536", "4599x", " 1", "0x10", "99999999999"}) {
    EXPECT_EQ(set("--port", text), '"' + text + "\" is not a port: 0 to 65535");
  }
}

TEST(Options, TakeATimeWithItsUnit) {
  Options options;
  for (const auto& [text, milliseconds] :
       {std::pair{"0ms", 0}, {"250ms", 250}, {"5s", 5000}, {"60m", 3'600'000}}) {
    EXPECT_EQ(set("--drain", text, &options), "");
    EXPECT_EQ(options.drain.count(), milliseconds) << text;
  }
  for (const std::string text :
       {"", "5", "s", "-1s", "61m", "3600001ms", "5 s", "5h", "1.5s", "99999999999999999999s"}) {
    EXPECT_EQ(set("--drain", text),
              '"' + text + "\" is not a time with a unit, as 250ms, 5s or 2m, of at most 1h");
  }
}

TEST(Options, NameTheChoices) {
  EXPECT_EQ(set("--log-format", "xml"), R"("xml" is not one of text, json)");
  EXPECT_EQ(set("--log-level", ""), R"("" is not one of debug, info, warning, error)");
  EXPECT_EQ(set("--access-log", "On"), R"("On" is not one of auto, on, off)");
}

TEST(Options, LeaveSignaturesToTheScenarioUnlessTheyAreSet) {
  Options options;
  EXPECT_EQ(options.overrides.auth, std::nullopt);
  EXPECT_EQ(options.overrides.region, std::nullopt);
  EXPECT_EQ(set("--auth", "strict", &options), "");
  EXPECT_EQ(set("--region", "eu-west-1", &options), "");
  EXPECT_EQ(options.overrides.auth, sigv4::Auth::strict);
  EXPECT_EQ(options.overrides.region, "eu-west-1");
  EXPECT_EQ(set("--auth", "on"), R"("on" is not one of off, shape, strict)");
  for (const std::string text : {"", "EU-WEST-1", "eu west 1"}) {
    EXPECT_EQ(set("--region", text), '"' + text + "\" is not a region, as us-east-1");
  }
}

TEST(Options, SpeakTlsBesidePlainHttpUnlessTheySayOtherwise) {
  using Tls = net::Encryption::Tls;
  Options options;
  EXPECT_EQ(options.tls, Tls::automatic);
  for (const auto& [text, tls] :
       {std::pair{"require", Tls::require}, {"off", Tls::off}, {"auto", Tls::automatic}}) {
    EXPECT_EQ(set("--tls", text, &options), "");
    EXPECT_EQ(options.tls, tls) << text;
  }
  EXPECT_EQ(set("--tls", "on"), R"("on" is not one of auto, off, require)");
  EXPECT_EQ(set("--tls", ""), R"("" is not one of auto, off, require)");
}

TEST(Options, TakeThePathsOfCertificates) {
  Options options;
  EXPECT_EQ(set("--tls-cert", "c.pem", &options), "");
  EXPECT_EQ(set("--tls-key", "k.pem", &options), "");
  EXPECT_EQ(set("--tls-dir", "a dir", &options), "");
  EXPECT_EQ(options.tls_cert, "c.pem");
  EXPECT_EQ(options.tls_key, "k.pem");
  EXPECT_EQ(options.tls_dir, "a dir");
  for (const auto* flag : {"--tls-cert", "--tls-key", "--tls-dir"}) {
    EXPECT_EQ(set(flag, ""), R"("" is not a path)") << flag;
  }
}

TEST(Options, TakeFurtherNamesOfTheServer) {
  Options options;
  EXPECT_EQ(set("--tls-san", "Kms.test,*.mock.test,192.0.2.1,::1", &options), "");
  EXPECT_EQ(options.tls_san, tls::parse_names("Kms.test,*.mock.test,192.0.2.1,::1"));
  for (const auto& [text, wrong] : {std::pair{"a,b c,d", "b c"},
                                    {"a, b", " b"},
                                    {"a,,b", ""},
                                    {"a,", ""},
                                    {"[::1]", "[::1]"},
                                    {"kms:4599", "kms:4599"}}) {
    EXPECT_EQ(set("--tls-san", text, &options),
              '"' + std::string(wrong) + "\" is not a host name or an address");
  }
  EXPECT_EQ(options.tls_san, tls::parse_names("Kms.test,*.mock.test,192.0.2.1,::1"))
      << "what it was before";
}

TEST(Options, DefaultToTheDocumentedPlace) {
  const Options options;
  EXPECT_EQ(options.hosts(), std::vector<std::string>{"127.0.0.1"});
  EXPECT_EQ(options.port, 4599);
  EXPECT_EQ(options.drain, std::chrono::seconds(5));
}

}  // namespace
}  // namespace krm::cli
