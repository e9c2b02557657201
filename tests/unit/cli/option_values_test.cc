#include "cli/option_values.h"

#include <gtest/gtest.h>

#include "cli/command_line.h"

namespace krm::cli {
namespace {

using base::Bytes;

TEST(OptionValues, TakeAPcrOfEachSize) {
  nitro::Pcrs pcrs;
  EXPECT_TRUE(add_pcr(pcrs, "0=" + std::string(64, '0')));
  EXPECT_TRUE(add_pcr(pcrs, "31=" + std::string(94, 'f') + "aB"));
  EXPECT_TRUE(add_pcr(pcrs, "4=" + std::string(128, '1')));
  Bytes of_48(48, 0xff);
  of_48.back() = 0xab;
  EXPECT_EQ(pcrs, (nitro::Pcrs{{0, Bytes(32, 0)}, {31, of_48}, {4, Bytes(64, 0x11)}}));
}

TEST(OptionValues, TakeNothingElseForAPcr) {
  const std::string good(96, 'a');
  const std::vector<std::string> wrong{"",
                                       good,
                                       "=" + good,
                                       "1=",
                                       "1",
                                       "32=" + good,
                                       "04=" + good,
                                       "-1=" + good,
                                       "+1=" + good,
                                       " 1=" + good,
                                       "1 =" + good,
                                       "0x1=" + good,
                                       "4294967296=" + good,
                                       "1=" + good + "a",
                                       "1=" + good + "aa",
                                       "1=" + std::string(62, 'a'),
                                       "1=" + std::string(130, 'a'),
                                       "1=" + std::string(95, 'a') + "g",
                                       "1=-" + std::string(95, 'a'),
                                       "1=0x" + std::string(94, 'a'),
                                       "1=" + std::string(95, 'a') + " ",
                                       "1==" + good};
  for (const std::string& text : wrong) {
    nitro::Pcrs pcrs;
    const auto set = add_pcr(pcrs, text);
    ASSERT_FALSE(set) << text;
    EXPECT_TRUE(set.error().ends_with(
        " is not a PCR: a number from 0 to 31, \"=\" and 32, 48 or 64 bytes in hexadecimal digits"))
        << set.error();
    EXPECT_TRUE(pcrs.empty()) << text;
  }
}

TEST(OptionValues, TakeAPcrOnce) {
  nitro::Pcrs pcrs;
  EXPECT_TRUE(add_pcr(pcrs, "1=" + std::string(64, '1')));
  EXPECT_EQ(add_pcr(pcrs, "1=" + std::string(64, '2')).error(), "PCR1 is given twice");
}

TEST(OptionValues, TakeATimeInMilliseconds) {
  std::optional<base::WallTime> time;
  EXPECT_TRUE(set_timestamp(time, "1795504500123"));
  EXPECT_EQ(time->time_since_epoch(), std::chrono::milliseconds(1795504500123));
  EXPECT_TRUE(set_timestamp(time, "0"));
  EXPECT_EQ(time->time_since_epoch().count(), 0);
  EXPECT_TRUE(set_timestamp(time, "7258118399999"));
  EXPECT_EQ(*time,
            std::chrono::sys_days{std::chrono::year{2200} / 1 / 1} - std::chrono::milliseconds(1));
  for (const std::string text :
       {"", "-1", "7258118400000", "99999999999999999999", "1.5", "1e3", " 1", "now"}) {
    EXPECT_EQ(set_timestamp(time, text).error(),
              '"' + text + "\" is not a time in milliseconds since 1970: 0 to 7258118399999");
  }
}

TEST(OptionValues, TakeAModuleThatCborCanName) {
  std::string module;
  EXPECT_TRUE(set_module_id(module, "i-1-enc2 \xc3\xa4"));
  EXPECT_EQ(module, "i-1-enc2 \xc3\xa4");
  EXPECT_EQ(set_module_id(module, "").error(), "\"\" is not a module ID in UTF-8");
  EXPECT_EQ(set_module_id(module, "\xff").error(), "\"\\xff\" is not a module ID in UTF-8");
}

TEST(OptionValues, ComeFromFlagsAndVariables) {
  const auto options = [](std::vector<std::string> arguments, const Environment& environment) {
    return std::get<Invocation>(parse_command_line(std::move(arguments), environment))
        .options.attest;
  };
  const AttestOptions flags = options(
      {"attest", "--public-key", "k", "--nonce", "n", "--user-data", "u", "--ca-dir", "c",
       "--debug", "--module-id", "m", "--timestamp", "5", "--tagged", "--nitrotpm", "--out", "o"},
      {});
  const AttestOptions variables = options({"attest"}, {{"KMS_RANDOM_MOCK_PUBLIC_KEY", "k"},
                                                       {"KMS_RANDOM_MOCK_NONCE", "n"},
                                                       {"KMS_RANDOM_MOCK_USER_DATA", "u"},
                                                       {"KMS_RANDOM_MOCK_CA_DIR", "c"},
                                                       {"KMS_RANDOM_MOCK_DEBUG", "true"},
                                                       {"KMS_RANDOM_MOCK_MODULE_ID", "m"},
                                                       {"KMS_RANDOM_MOCK_TIMESTAMP", "5"},
                                                       {"KMS_RANDOM_MOCK_TAGGED", "1"},
                                                       {"KMS_RANDOM_MOCK_NITROTPM", "true"},
                                                       {"KMS_RANDOM_MOCK_OUT", "o"}});
  for (const AttestOptions& all : {flags, variables}) {
    EXPECT_EQ(all.public_key, "k");
    EXPECT_EQ(all.nonce, "n");
    EXPECT_EQ(all.user_data, "u");
    EXPECT_EQ(all.ca_dir, "c");
    EXPECT_TRUE(all.debug);
    EXPECT_EQ(all.module_id, "m");
    EXPECT_EQ(all.timestamp, base::WallTime(std::chrono::milliseconds(5)));
    EXPECT_TRUE(all.tagged);
    EXPECT_TRUE(all.nitrotpm);
    EXPECT_EQ(all.out, "o");
  }
  const AttestOptions none = options({"attest"}, {});
  EXPECT_FALSE(none.debug || none.tagged || none.nitrotpm || none.timestamp);
  EXPECT_EQ(none.public_key + none.nonce + none.user_data + none.ca_dir + none.module_id + none.out,
            "");
}

TEST(OptionValues, TakeASizeWithItsUnit) {
  std::size_t size = 1;
  for (const auto& [text, bytes] : {std::pair{"0", std::size_t{0}},
                                    {"1KiB", std::size_t{1} << 10},
                                    {"64MiB", std::size_t{64} << 20},
                                    {"2GiB", std::size_t{2} << 30}}) {
    EXPECT_TRUE(set_size(size, text)) << text;
    EXPECT_EQ(size, bytes);
  }
  for (const auto* text :
       {"", "64", "64MB", "MiB", "-1MiB", "0MiB", "1.5MiB", "64 MiB", "64mib", "99999999999GiB"}) {
    size = 1;
    EXPECT_FALSE(set_size(size, text)) << text;
    EXPECT_EQ(size, 1u);
  }
  EXPECT_EQ(set_size(size, "64").error(), R"("64" is not a size with its unit, as 64MiB, or 0)");
}

TEST(OptionValues, TakeAPortOrOffForTheAdminApi) {
  std::optional<int> port;
  bool is_off = false;
  EXPECT_TRUE(set_admin_port(port, is_off, "4600"));
  EXPECT_EQ(port, 4600);
  EXPECT_FALSE(is_off);
  EXPECT_TRUE(set_admin_port(port, is_off, "off"));
  EXPECT_TRUE(is_off);
  EXPECT_EQ(set_admin_port(port, is_off, "on").error(), R"("on" is not a port or off: 0 to 65535)");
  EXPECT_FALSE(set_admin_port(port, is_off, "65536"));
}

TEST(OptionValues, NeverRepeatAToken) {
  std::string token;
  EXPECT_TRUE(set_token(token, "s3cret-~!"));
  EXPECT_EQ(token, "s3cret-~!");
  for (const auto* text : {"", "two words", "line\n", "\xc3\xa4"}) {
    EXPECT_EQ(set_token(token, text).error(), "that is not a token of visible ASCII characters");
  }
}

TEST(OptionValues, TakeANameWithoutSchemeAndPortForHost) {
  std::vector<std::string> hosts;
  EXPECT_TRUE(add_allowed_host(hosts, "kms"));
  EXPECT_TRUE(add_allowed_host(hosts, "kms.default.svc"));
  for (const auto* text : {"", "kms:4599", "http://kms", "a,b", "*", "*.example"}) {
    EXPECT_FALSE(add_allowed_host(hosts, text)) << text;
  }
  EXPECT_EQ(hosts, (std::vector<std::string>{"kms", "kms.default.svc"}));
}

}  // namespace
}  // namespace krm::cli
