#include "cli/command_line.h"

#include <gtest/gtest.h>

#include "cli/verdict.h"

namespace krm::cli {
namespace {

using Arguments = std::vector<std::string>;

Invocation invocation(Arguments arguments, const Environment& environment = {}) {
  const auto parsed = parse_command_line(std::move(arguments), environment);
  if (const auto* error = std::get_if<UsageError>(&parsed)) ADD_FAILURE() << error->line;
  return std::get<Invocation>(parsed);
}

std::string usage_error(Arguments arguments, const Environment& environment = {}) {
  const auto parsed = parse_command_line(std::move(arguments), environment);
  const auto* error = std::get_if<UsageError>(&parsed);
  return error == nullptr ? "no error" : error->line;
}

TEST(CommandLine, ServesWhenNothingIsSaid) {
  EXPECT_EQ(invocation({}).subcommand, Subcommand::serve);
  EXPECT_EQ(invocation({"--port", "1"}).subcommand, Subcommand::serve);
  EXPECT_EQ(invocation({"serve", "--port=1"}).options.port, 1);
}

TEST(CommandLine, KnowsTheSubcommands) {
  EXPECT_EQ(invocation({"env", "--region", "eu-west-1"}).options.overrides.region, "eu-west-1");
  EXPECT_EQ(invocation({"healthcheck", "http://h:1"}).options.arguments.front(), "http://h:1");
  EXPECT_EQ(usage_error({"sevre"}),
            R"(there is no subcommand "sevre"; did you mean "serve"? See --help)");
  EXPECT_EQ(usage_error({"x"}), R"(there is no subcommand "x"; see --help)");
}

TEST(CommandLine, LetsFlagBeatEnvironmentBeatDefault) {
  const Environment environment = {{"KMS_RANDOM_MOCK_PORT", "2"}, {"KMS_RANDOM_MOCK_HOST", "::1"}};
  EXPECT_EQ(invocation({}, environment).options.port, 2);
  EXPECT_EQ(invocation({"--port", "3"}, environment).options.port, 3);
  EXPECT_EQ(invocation({"--port", "3"}, environment).options.hosts(),
            std::vector<std::string>{"::1"});
  EXPECT_EQ(invocation({"--host", "a", "--host", "b"}, environment).options.hosts(),
            (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(invocation({}, {{"KMS_RANDOM_MOCK_HOST", "0.0.0.0,::"}}).options.hosts(),
            (std::vector<std::string>{"0.0.0.0", "::"}));
}

TEST(CommandLine, NamesTheFlagOrVariableWhoseValueIsBad) {
  EXPECT_EQ(usage_error({"--port", "x"}), R"(--port: "x" is not a port: 0 to 65535)");
  EXPECT_EQ(usage_error({}, {{"KMS_RANDOM_MOCK_PORT", "x"}}),
            R"(KMS_RANDOM_MOCK_PORT: "x" is not a port: 0 to 65535)");
}

TEST(CommandLine, SaysWhatToWriteInPlaceOfWhatItDoesNotKnow) {
  const std::pair<Arguments, std::string> cases[] = {
      {{"--prot", "1"}, R"(there is no flag "--prot"; did you mean "--port"?)"},
      {{"--port", "1", "--hots=::1"}, R"(there is no flag "--hots"; did you mean "--host"?)"},
      {{"-p", "1"}, R"(there is no flag "-p")"},
      {{"env", "--drain", "1s"}, "env takes no --drain"},
      {{"check", "--tls", "off", "x"}, "check takes no --tls"},
      {{"check", "--watch"}, "check takes no --watch"},
      {{"check", "-x"}, R"(there is no flag "-x")"},
      {{"check"}, "check takes scenarios to check: names, files, or - for stdin"},
      {{"serve", "extra"}, R"(serve takes no argument; "extra" is one too many)"},
      {{"--seed", "-5", "--seed", "3"}, "--seed is given more than once; take the others away"},
      {{"--port"}, "--port needs a value behind it"},
      {{"--port", "1", "--port", "2"}, "--port is given more than once; take the others away"},
      {{"healthcheck", "a", "b"},
       "healthcheck takes one URL of the server, or none: as the flags say"},
  };
  for (const auto& [arguments, message] : cases) {
    EXPECT_EQ(usage_error(arguments),
              message + (message.ends_with('?') ? " See" : "; see") + " --help");
  }
}

TEST(CommandLine, RefusesWhatItDoesNotKnowInOneLine) {
  for (const Arguments& arguments : {Arguments{"--prot", "1"},
                                     {"--port"},
                                     {"--port", "1", "--port", "2"},
                                     {"serve", "extra"},
                                     {"healthcheck", "--region", "x"},
                                     {"env", "--drain", "1s"},
                                     {"healthcheck", "--tls-cert", "x"},
                                     {"check", "--tls", "off", "x"},
                                     {"-p", "1"}}) {
    const std::string line = usage_error(arguments);
    EXPECT_TRUE(line.ends_with("ee --help")) << line;
    EXPECT_EQ(line.find('\n'), std::string::npos) << line;
  }
}

TEST(CommandLine, TellsServerEnvAndHealthcheckOfTls) {
  using Tls = net::Encryption::Tls;
  EXPECT_EQ(invocation({"--tls", "off"}).options.tls, Tls::off);
  EXPECT_EQ(invocation({"env", "--tls=require"}).options.tls, Tls::require);
  EXPECT_EQ(invocation({"healthcheck", "--tls", "require"}).options.tls, Tls::require);
  EXPECT_EQ(invocation({"env", "--tls-san", "a,b"}).options.tls_san,
            (tls::ServerNames{{"a", "b"}, {}}));
  EXPECT_EQ(invocation({}, {{"KMS_RANDOM_MOCK_TLS", "require"}}).options.tls, Tls::require);
  EXPECT_EQ(invocation({}, {{"KMS_RANDOM_MOCK_TLS_DIR", "/x"}}).options.tls_dir, "/x");
  EXPECT_EQ(usage_error({"--tls-san", "a b"}),
            R"(--tls-san: "a b" is not a host name or an address)");
}

std::vector<unsigned> pcrs_of(const Invocation& invocation) {
  std::vector<unsigned> numbers;
  for (const auto& [pcr, value] : invocation.options.attest.pcrs) numbers.push_back(pcr);
  return numbers;
}

// A repeatable flag.
TEST(CommandLine, TakesAFlagSeveralTimesWhereThatSaysMore) {
  const std::string one = "1=" + std::string(64, '1');
  const std::string two = "2=" + std::string(64, '2');
  const std::string three = "3=" + std::string(64, '3');
  using Pcrs = std::vector<unsigned>;
  EXPECT_EQ(pcrs_of(invocation({"attest"})), Pcrs{});
  EXPECT_EQ(pcrs_of(invocation({"attest", "--pcr", one})), Pcrs{1});
  EXPECT_EQ(pcrs_of(invocation({"attest", "--pcr", one, "--tagged", "--pcr=" + two})),
            (Pcrs{1, 2}));
  const auto listed = [](const std::string& list) {
    return Environment{{"KMS_RANDOM_MOCK_PCR", list}};
  };
  EXPECT_EQ(pcrs_of(invocation({"attest"}, listed(one))), Pcrs{1});
  EXPECT_EQ(pcrs_of(invocation({"attest"}, listed(one + ',' + two + ',' + three))),
            (Pcrs{1, 2, 3}));
  EXPECT_EQ(pcrs_of(invocation({"attest", "--pcr", three}, listed(one + ',' + two))), Pcrs{3})
      << "the flag beats all of the variable";
}

TEST(CommandLine, NamesTheValueOfSeveralThatIsBad) {
  const std::string good = "1=" + std::string(64, '1');
  const std::string what =
      " is not a PCR: a number from 0 to 31, \"=\" and 32, 48 or 64 bytes in hexadecimal digits";
  EXPECT_EQ(usage_error({"attest", "--pcr", good, "--pcr", "x"}), "--pcr: \"x\"" + what);
  EXPECT_EQ(usage_error({"attest"}, {{"KMS_RANDOM_MOCK_PCR", good + ",x"}}),
            "KMS_RANDOM_MOCK_PCR: \"x\"" + what);
  EXPECT_EQ(usage_error({"attest"}, {{"KMS_RANDOM_MOCK_PCR", good + ","}}),
            "KMS_RANDOM_MOCK_PCR: \"\"" + what);
  EXPECT_EQ(usage_error({"attest", "--pcr", "a,b"}), "--pcr: \"a,b\"" + what)
      << "what a flag says is not taken apart";
  EXPECT_EQ(usage_error({"attest", "--pcr", "[a,b]"}), "--pcr: \"[a,b]\"" + what);
}

TEST(CommandLine, RefusesWhatFollowsTheValueOfARepeatableFlag) {
  const std::string good = "1=" + std::string(64, '1');
  for (const Arguments& arguments : {Arguments{"attest", "--pcr", good, good},
                                     {"attest", "--pcr"},
                                     {"attest", "--tagged", "--tagged", "x"},
                                     {"attest", "--nonce", "a", "--nonce", "b"},
                                     {"attest", "--port", "1"},
                                     {"serve", "--pcr", good}}) {
    const std::string line = usage_error(arguments);
    EXPECT_TRUE(line.ends_with("ee --help")) << line;
  }
}

TEST(CommandLine, TakesBracketsAsText) {
  EXPECT_EQ(invocation({"--ready-file", "[1,2]"}).options.ready_file, "[1,2]");
}

TEST(CommandLine, DoesNotLookBehindTwoDashes) {
  EXPECT_EQ(usage_error({"--", "--port", "1"}), "serve takes no command after --");
}

TEST(CommandLine, ExecTakesItsCommandFromBehindTwoDashes) {
  const Options options =
      invocation({"exec", "--seed", "7", "--", "pytest", "--port", "--", "x"}).options;
  EXPECT_EQ(options.command, (Arguments{"pytest", "--port", "--", "x"}));
  EXPECT_EQ(options.given, (Arguments{"exec", "--seed", "7"}));
  EXPECT_EQ(options.port, 0) << "any free one";
  EXPECT_EQ(options.log_level, base::Level::warning) << "what is shown is the command's";
  for (const Arguments& arguments :
       {Arguments{"exec", "pytest"}, Arguments{"exec", "pytest", "-q"}, Arguments{"exec"}}) {
    EXPECT_EQ(usage_error(arguments),
              "exec needs -- before its command: exec [FLAGS] -- CMD ...; see --help");
  }
  EXPECT_EQ(usage_error({"exec", "--"}),
            "exec needs a command: exec [FLAGS] -- CMD ...; see --help");
}

TEST(CommandLine, IgnoresWhatIsForFixtures) {
  const Environment environment = {{"KMS_RANDOM_MOCK_URL", "http://127.0.0.1:1"},
                                   {"KMS_RANDOM_MOCK_BINARY", "/bin/x"}};
  EXPECT_EQ(usage_error({"serve"}, environment), "no error");
}

TEST(Verdict, IsReachedAgainByTheSameCommandLineWithItsSeed) {
  const Options options =
      invocation({"exec", "--scenario", "a b.yaml", "--seed=1", "--report", "r.xml",
                  "--admin-token", "secret", "--", "sh", "-c", "it's\n"})
          .options;
  EXPECT_EQ(again(options, 42),
            "kms-random-mock exec --scenario 'a b.yaml' --seed 42 -- sh -c $'it\\'s\\x0a'");
  EXPECT_EQ(again(invocation({"exec", "--scenario", "-", "--", "x"}).options, 42), "");
  EXPECT_EQ(again(invocation({"exec", "--scenario-yaml", "{secret: 1}", "--", "x"}).options, 42),
            "kms-random-mock exec --scenario-yaml YAML --seed 42 -- x");
  EXPECT_EQ(
      again(invocation({"serve", "--verify"}, {{"KMS_RANDOM_MOCK_SCENARIO", "x.yaml"}}).options,
            42),
      "kms-random-mock serve --verify --scenario x.yaml --seed 42");
}

TEST(CommandLine, ExplainsItselfWhateverTheEnvironment) {
  const Environment misspelt = {{"KMS_RANDOM_MOCK_PROT", "1"}};
  EXPECT_TRUE(std::holds_alternative<Print>(parse_command_line({"--help"}, misspelt)));
  EXPECT_TRUE(std::holds_alternative<Print>(parse_command_line({"--version"}, misspelt)));
  EXPECT_EQ(usage_error({}, misspelt),
            "KMS_RANDOM_MOCK_PROT is set, but there is no such setting; did you mean "
            "\"KMS_RANDOM_MOCK_PORT\"?");
}

TEST(CommandLine, PrintsHelpAndVersion) {
  const auto version = parse_command_line({"--version"}, {});
  EXPECT_EQ(std::get<Print>(version).text, "kms-random-mock " KRM_VERSION "\n");
  const auto help = std::get<Print>(parse_command_line({"--help"}, {})).text;
  for (const OptionRow& option : option_table()) {
    if (!option.belongs_to(Subcommand::serve)) continue;
    EXPECT_NE(help.find(std::string(option.flag) + " "), std::string::npos) << option.flag;
    EXPECT_NE(help.find(variable_of(option.flag)), std::string::npos) << option.flag;
  }
  for (const auto* name : {"serve", "healthcheck", "env", "Exit codes"}) {
    EXPECT_NE(help.find(name), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace krm::cli
