// The command line's side of scenarios: what is refused and how, and the subcommands about them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "aws/json_value.h"
#include "scenario/bundled.h"
#include "scenario/schema.h"
#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/wire/binary.h"

namespace krm::test {
namespace {

constexpr std::string_view good = "version: 1\nrules: [{do: [close]}]\n";
constexpr std::string_view bad =
    "version: 1\n"
    "seed: \"42\"\n"
    "rules:\n"
    "  - do:\n"
    "      - eror: ThrottlingException\n";

// What is said of `bad` under that name.
std::string complaint(std::string_view name) {
  return fmt::format(
      "{0}:2:7: expected a whole number from 0, found the text \"42\": write 42 without quotes\n"
      "  seed: \"42\"\n"
      "        ^\n"
      "{0}:5:9: there is no fault \"eror\"; did you mean \"error\"?\n"
      "        - eror: ThrottlingException\n"
      "          ^\n",
      name);
}

class Files : public testing::Test {
 protected:
  std::string file(const std::string& name, std::string_view text) const {
    std::ofstream(directory_ / name, std::ios::binary) << text;
    return directory_ / name;
  }

  const TemporaryDirectory directory_;
};

// --- serve

TEST_F(Files, AreOneOfTwoWaysToGiveAScenario) {
  const std::string same =
      "error: --scenario and --scenario-yaml say the same; take one of them "
      "away\n";
  EXPECT_EQ(run({"--scenario", "healthy", "--scenario-yaml", "version: 1"}), (Ran{2, "", same}));
  EXPECT_EQ(run({"--scenario-yaml", "version: 1", "--scenario", "healthy"}), (Ran{2, "", same}));
  EXPECT_EQ(
      run({}, {"KMS_RANDOM_MOCK_SCENARIO=healthy", "KMS_RANDOM_MOCK_SCENARIO_YAML=version: 1"}),
      (Ran{2, "",
           "error: KMS_RANDOM_MOCK_SCENARIO and KMS_RANDOM_MOCK_SCENARIO_YAML say the same; "
           "take one of them away\n"}));
}

TEST_F(Files, GivenByAFlagLeaveTheOtherVariableUnread) {
  ChildProcess yaml(
      command({"--port", "0", "--scenario-yaml", "{version: 1, name: flag, seed: 1}"}),
      {"KMS_RANDOM_MOCK_SCENARIO=/missing.yaml"});
  EXPECT_EQ(yaml.wait_for_line_on_stderr(""), "scenario \"flag\", seed 1");
  ChildProcess named(command({"--port", "0", "--scenario", "deterministic"}),
                     {"KMS_RANDOM_MOCK_SCENARIO_YAML=:"});
  EXPECT_EQ(named.wait_for_line_on_stderr(""), "scenario \"deterministic\", seed 42");
}

TEST_F(Files, ThatAreWrongAreToldAsCheckTellsThem) {
  const std::string path = file("bad.yaml", bad);
  const Ran checked = run({"check", path});
  EXPECT_EQ(checked.code, 2);
  EXPECT_EQ(run({"--port", "0", "--scenario", path}), checked);
  EXPECT_EQ(run({"--port", "0", "--scenario", "-"}, {}, bad), (Ran{2, "", complaint("stdin")}));
  EXPECT_EQ(run({"--port", "0", "--scenario-yaml", std::string(bad)}),
            (Ran{2, "", complaint("--scenario-yaml")}));
}

TEST_F(Files, ThatCannotBeReadAreUsageErrors) {
  const std::string missing = directory_ / "missing.yaml";
  const std::string directory = directory_ / "";
  for (const std::vector<std::string>& begin :
       {std::vector<std::string>{"check"}, {"--port", "0", "--scenario"}}) {
    const auto with = [&](const std::string& place) {
      std::vector<std::string> arguments = begin;
      arguments.push_back(place);
      return run(arguments);
    };
    EXPECT_EQ(
        with(missing),
        (Ran{2, "", fmt::format("error: cannot read {}: No such file or directory\n", missing)}));
    EXPECT_EQ(with(directory),
              (Ran{2, "", fmt::format("error: cannot read {}: Is a directory\n", directory)}));
    EXPECT_EQ(with("determinstic"),
              (Ran{2, "",
                   "error: cannot read determinstic: No such file or directory, and no bundled "
                   "scenario has that name; did you mean \"deterministic\"?\n"}));
  }
}

TEST_F(Files, ThatHaveTheNameOfABundledScenarioNeedAPath) {
  ChildProcess shell({"/bin/sh", "-ec", "cd \"$1\" && echo oops > healthy && \"$0\" check healthy",
                      binary, directory_ / ""});
  EXPECT_EQ(shell.wait(), 0);
  EXPECT_EQ(shell.out(), "healthy: ok\n");
}

TEST_F(Files, NamedInAScenarioAreNotReadForStdin) {
  const std::string path = file("bytes", "x");
  const std::string yaml = "version: 1\nentropy: {source: file, path: " + path + "}\n";
  const Ran ran = run({"check", "-"}, {}, yaml);
  EXPECT_EQ(ran.code, 2);
  EXPECT_TRUE(ran.err.starts_with("stdin:2:")) << ran;
  EXPECT_EQ(run({"check", file("drill.yaml", yaml)}).code, 0);
}

TEST(Seed, IsAWholeNumberBelow2ToThe53) {
  for (const std::string seed : {"-1", "x", "1.5", "0x10", " 1", "9007199254740992", "1e3"}) {
    EXPECT_EQ(
        run({"--seed", seed}),
        (Ran{2, "",
             fmt::format("error: --seed: \"{}\" is not a seed: 0 to 9007199254740991\n", seed)}));
  }
  EXPECT_EQ(
      run({}, {"KMS_RANDOM_MOCK_SEED=x"}),
      (Ran{2, "", "error: KMS_RANDOM_MOCK_SEED: \"x\" is not a seed: 0 to 9007199254740991\n"}));
  EXPECT_EQ(run({"check", "--seed", "1", "healthy"}).code, 2) << "a flag of serve alone";
  ChildProcess server(
      command({"--port", "0", "--scenario", "healthy", "--seed", "9007199254740991"}));
  EXPECT_EQ(server.wait_for_line_on_stderr(""), "scenario \"healthy\", seed 9007199254740991");
}

// --- check

using Check = Files;

TEST_F(Check, SaysOkOnStdout) {
  const std::string path = file("good.yaml", good);
  EXPECT_EQ(run({"check", path}), (Ran{0, path + ": ok\n", ""}));
  EXPECT_EQ(run({"check", "throttled-then-healthy"}), (Ran{0, "throttled-then-healthy: ok\n", ""}));
}

TEST_F(Check, TellsMistakesOnStderr) {
  const std::string path = file("bad.yaml", bad);
  EXPECT_EQ(run({"check", path}), (Ran{2, "", complaint(path)}));
}

TEST_F(Check, TellsAMistakeOfSyntax) {
  const std::string path = file("open.yaml", "version: [1\n");
  const Ran ran = run({"check", path});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(ran.err.starts_with(path + ":")) << ran;
}

TEST_F(Check, GoesOnBehindAMistake) {
  const std::string first = file("first.yaml", bad);
  const std::string second = file("second.yaml", good);
  const std::string third = directory_ / "third.yaml";
  EXPECT_EQ(run({"check", first, second, third, "healthy"}),
            (Ran{2, second + ": ok\nhealthy: ok\n",
                 complaint(first) +
                     fmt::format("error: cannot read {}: No such file or directory\n", third)}));
}

TEST_F(Check, ReadsStdin) {
  EXPECT_EQ(run({"check", "-"}, {}, good), (Ran{0, "-: ok\n", ""}));
  EXPECT_EQ(run({"check", "-"}, {}, bad), (Ran{2, "", complaint("stdin")}));
  EXPECT_EQ(run({"check", "-"}).code, 2) << "nothing is no scenario";
}

TEST_F(Check, ReadsAMebibyteAndNotMore) {
  std::string text(good);
  text += '#' + std::string((1U << 20) - text.size() - 2, ' ') + '\n';
  EXPECT_EQ(run({"check", file("large.yaml", text)}).code, 0);
  const Ran ran = run({"check", file("larger.yaml", text + "#")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_TRUE(ran.err.starts_with(directory_ / "larger.yaml:")) << ran;
}

TEST_F(Check, NeedsAFile) {
  const Ran ran = run({"check"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(ran.err.starts_with("error: ")) << ran;
  EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran;
}

// --- scenarios and schema

TEST(Scenarios, AreListedWithWhatTheyShow) {
  std::string list;
  for (const scenario::Bundled& one : scenario::bundled()) {
    EXPECT_FALSE(one.headline().empty()) << one.name;
    list += fmt::format("{:<32}{}\n", one.name, one.headline());
  }
  EXPECT_EQ(run({"scenarios"}), (Ran{0, list, ""}));
  EXPECT_NE(list.find("deterministic"), std::string::npos);
}

TEST(Scenarios, ArePrintedToTheByte) {
  for (const scenario::Bundled& one : scenario::bundled()) {
    EXPECT_EQ(run({"scenarios", std::string(one.name)}), (Ran{0, std::string(one.text), ""}));
  }
}

TEST(Scenarios, ThatAreNotThereAreSuggested) {
  EXPECT_EQ(
      run({"scenarios", "helthy"}),
      (Ran{2, "", "error: there is no bundled scenario \"helthy\"; did you mean \"healthy\"?\n"}));
  EXPECT_EQ(run({"scenarios", "healthy", "deterministic"}).code, 2) << "one at a time";
}

TEST(Schema, IsJsonOnStdout) {
  const Ran ran = run({"schema"});
  EXPECT_EQ(ran, (Ran{0, scenario::json_schema(), ""}));
  EXPECT_TRUE(aws::parse_json(ran.out)) << "it is JSON";
}

}  // namespace
}  // namespace krm::test
