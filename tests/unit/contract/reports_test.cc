// What people read of a judgement: on a screen, in the log of GitHub, and in report files.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/account.h"
#include "contract/report.h"
#include "contract/screen.h"
#include "contract/timeline.h"
#include "document/mistake.h"
#include "scenario/load.h"
#include "tests/support/history.h"

namespace krm::contract {
namespace {

using namespace std::chrono_literals;
using test::call;
using test::closed;
using test::history;
using test::resent;
using test::succeeding;
using test::throttled;

mock::Contract contract(const std::string& expect, const std::string& name = "mine") {
  const std::string text = "version: 1\nexpect: {" + expect + "}\nrules: [{do: [close]}]\n";
  const auto scenario = scenario::load(text, std::nullopt);
  EXPECT_TRUE(scenario) << document::render(scenario.error(), "s", text);
  return {.name = name,
          .digest = "0123456789abcdef0123",
          .seed = 42,
          .rules = {"a rule"},
          .expect = *(*scenario)->expect};
}

Judgement broken_one() {
  Judgement one =
      judge(contract("attempts_per_call: {max: 2}, not_retried: true, retry: sdk-2026"),
            {history({call({throttled(), throttled(), succeeding()}, {800ms, 1900ms})})});
  one.again = "kms-random-mock exec --seed 42 -- x";
  one.file = "my/mine.yaml";
  return one;
}

TEST(LineOfACall, HasItsWaitsToScale) {
  EXPECT_EQ(line_of(call({throttled(), throttled(), succeeding()}, {500ms, 2s})),
            "#0  400 ThrottlingException ────── 500 ms → 400 ThrottlingException "
            "──────────────────────── 2 s → 200");
  EXPECT_EQ(line_of(call({closed(), resent(closed()), succeeding()}, {0ms, 100ms})),
            "#0  (closed) ─ 0.0 ms → (closed) (resent) ──────────────────────── 100 ms → 200");
  EXPECT_EQ(line_of(call({test::under_way()})), "#0  200 (under way)");
}

TEST(LineOfACall, NamesRulesIfAsked) {
  auto attempt = throttled();
  attempt.rule = "two throttles";
  EXPECT_EQ(line_of(call({attempt, succeeding()}, {2s}), Rules::shown),
            "#0  400 ThrottlingException [two throttles] ──────────────────────── 2 s → 200");
}

TEST(Timeline, IsALineForEachCallAndSaysWhatItLacks) {
  const std::vector calls{call({throttled(), succeeding()}, {2s}), call({throttled()})};
  EXPECT_EQ(timeline(calls, 1, 3),
            "the journal has dropped 3 requests, so calls are missing here\n"
            "#0  400 ThrottlingException ──────────────────────── 2 s → 200  (succeeded)\n"
            "and 1 more\n");
}

TEST(LineOfACall, LeavesOutTheMiddleOfMany) {
  const std::string line = line_of(call(std::vector<scenario::Attempt>(20, throttled()),
                                        std::vector<std::chrono::nanoseconds>(19, 100ms)));
  EXPECT_NE(line.find(" … 12 attempts … 400 ThrottlingException"), std::string::npos) << line;
  EXPECT_EQ(line.find(" … 12 attempts … 400 ThrottlingException ─"), std::string::npos) << line;
}

TEST(Screen, TellsWhatIsBrokenAndHowToRunItAgain) {
  EXPECT_EQ(
      on_screen({broken_one()}, false),
      "contract \"mine\" is broken: 1 expectation holds, 1 is broken, 1 is unproven; 1 tenant, 1 "
      "call, 3 requests\n"
      "  broken    attempts_per_call: {max: 2} (AKIDEXAMPLE): call 0 made 3 attempts, wanted at "
      "most 2 attempts\n"
      "            #0  400 ThrottlingException ─────────── 800 ms → 400 ThrottlingException "
      "──────────────────────── 1.9 s → 200\n"
      "            after attempt 2 sdk-2026 would wait up to 2 s, then try again\n"
      "  unproven  not_retried: true (AKIDEXAMPLE): none of these errors was answered\n"
      "  seed 42, scenario 0123456789ab; again: kms-random-mock exec --seed 42 -- x\n");
}

TEST(Screen, NeedsOneLineForWhatHolds) {
  EXPECT_EQ(on_screen({judge(contract("calls: {min: 1}, succeeded: all"),
                             {history({call({succeeding()})})})},
                      false),
            "contract \"mine\" holds: 2 expectations; 1 tenant, 1 call, 1 request\n");
  EXPECT_EQ(on_screen({}, false), "");
}

TEST(Screen, NeverNeedsMoreThanTenLines) {
  std::vector<scenario::History> many(40, history({call({throttled(), throttled()}, {9s})}));
  for (std::size_t i = 0; i < many.size(); ++i) many[i].tenant = "AKID" + std::to_string(i);
  const std::string expect =
      "attempts_per_call: {max: 1}, retry: sdk-2026, succeeded: all, calls: {min: 2}";
  std::vector<Judgement> judgements(5, judge(contract(expect), many));
  const std::string shown = on_screen(judgements, false);
  EXPECT_LE(std::ranges::count(shown, '\n'), 10) << shown;
  EXPECT_NE(shown.find("more; --report FILE has all of them\n"), std::string::npos) << shown;
}

TEST(Screen, ColoursWordsAndLetsNoNameMoveTheCursor) {
  auto odd = history({call({throttled()})});
  odd.tenant = "AK\x1b[2J";
  const std::string shown = on_screen({judge(contract("succeeded: all", "x\x1b[1m"), {odd})}, true);
  EXPECT_NE(shown.find("\x1b[31mis broken\x1b[0m"), std::string::npos) << shown;
  EXPECT_EQ(shown.find("\x1b[2J"), std::string::npos);
  EXPECT_EQ(shown.find("\x1b[1m"), std::string::npos);
}

TEST(Annotations, NameThePlaceInTheScenario) {
  EXPECT_EQ(
      annotations({broken_one()}, ""),
      "::error file=my/mine.yaml,line=2,col=10,title=contract \"mine\" is "
      "broken::attempts_per_call: {max: 2} (AKIDEXAMPLE): call 0 made 3 attempts, wanted at most 2 "
      "attempts%0A#0  400 ThrottlingException ─────────── 800 ms → 400 ThrottlingException "
      "──────────────────────── 1.9 s → 200\n"
      "::error file=my/mine.yaml,line=2,col=39,title=contract \"mine\" is unproven::not_retried: "
      "true (AKIDEXAMPLE): none of these errors was answered\n");
  Judgement elsewhere = broken_one();
  elsewhere.file = "/there/a,b:c%.yaml";
  EXPECT_TRUE(
      annotations({elsewhere}, "/there").starts_with("::error file=a%2Cb%3Ac%25.yaml,line"));
  elsewhere.file.clear();
  EXPECT_TRUE(annotations({elsewhere}, "").starts_with("::error title=contract"));
}

TEST(Judging, MakesAllUnprovenThatHoldsWhereTheRunWasCutShort) {
  const auto calls = history({call({throttled(), succeeding()}, {100ms})});
  const Judgement one =
      judge(contract("attempts_per_call: {max: 2}, succeeded: all, calls: {min: 5}"), {calls},
            "CMD was killed by SIGKILL");
  EXPECT_EQ(one.suites[0].judged[0].verdict.value, Verdict::Value::unproven) << "calls may come";
  EXPECT_EQ(one.suites[0].judged[1].verdict.value, Verdict::Value::unproven);
  EXPECT_EQ(one.suites[0].judged[1].verdict.seen, "CMD was killed by SIGKILL");
  EXPECT_FALSE(one.passes());
}

TEST(Judging, TakesWhatIsUnprovenOnlyIfTheContractAllowsIt) {
  EXPECT_FALSE(judge(contract("retry: sdk-2026"), {}).passes());
  EXPECT_EQ(judge(contract("retry: sdk-2026"), {}).value(), Verdict::Value::unproven);
  EXPECT_TRUE(judge(contract("retry: sdk-2026, allow_unproven: true"), {}).passes());
  EXPECT_FALSE(judge(contract("calls: {min: 1}, allow_unproven: true"), {}).passes());
}

TEST(Junit, EscapesWhatXmlHasNoPlaceFor) {
  auto odd = history({call({throttled()})});
  odd.tenant = "<a>&\"\x01\n]]>\xff";
  const std::string xml =
      report({judge(contract("succeeded: all", "s"), {odd})}, Format::junit, {});
  EXPECT_NE(xml.find("name=\"s.&lt;a&gt;&amp;&quot;\xEF\xBF\xBD&#10;]]&gt;\xEF\xBF\xBD\""),
            std::string::npos)
      << xml;
}

TEST(Junit, IsASuiteForEachTenantAndACaseForEachExpectation) {
  Judgement one = broken_one();
  one.contract.expect.allow_unproven = true;
  one.again.clear();
  const base::WallTime noon = std::chrono::sys_days(std::chrono::year(2026) / 11 / 30) + 12h;
  EXPECT_EQ(
      report({one}, Format::junit, noon),
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"kms-random-mock\" tests=\"3\" failures=\"1\" errors=\"0\" "
      "time=\"2.703\">\n"
      "  <testsuite name=\"mine.AKIDEXAMPLE\" tests=\"3\" failures=\"1\" errors=\"0\" "
      "skipped=\"1\" time=\"2.703\" timestamp=\"2026-11-30T12:00:00\" file=\"my/mine.yaml\">\n"
      "    <properties>\n"
      "      <property name=\"seed\" value=\"42\"/>\n"
      "      <property name=\"scenario\" value=\"0123456789abcdef0123\"/>\n"
      "    </properties>\n"
      "    <testcase name=\"attempts_per_call: {max: 2}\" classname=\"mine.AKIDEXAMPLE\" "
      "time=\"0.000\">\n"
      "      <failure type=\"broken\" message=\"call 0 made 3 attempts, wanted at most 2 "
      "attempts\">call 0 made 3 attempts, wanted at most 2 attempts\n"
      "#0  400 ThrottlingException ─────────── 800 ms → 400 ThrottlingException "
      "──────────────────────── 1.9 s → 200\n"
      "after attempt 2 sdk-2026 would wait up to 2 s, then try again\n"
      "  at my/mine.yaml:2:10</failure>\n"
      "    </testcase>\n"
      "    <testcase name=\"retry: sdk-2026\" classname=\"mine.AKIDEXAMPLE\" time=\"0.000\"/>\n"
      "    <testcase name=\"not_retried: true\" classname=\"mine.AKIDEXAMPLE\" time=\"0.000\">\n"
      "      <skipped type=\"unproven\" message=\"none of these errors was answered\">none of "
      "these "
      "errors was answered\n"
      "  at my/mine.yaml:2:39</skipped>\n"
      "    </testcase>\n"
      "  </testsuite>\n"
      "</testsuites>\n");
}

TEST(JsonReport, HasEveryVerdictAndEveryCall) {
  const auto json = nlohmann::json::parse(report({broken_one()}, Format::json, {}));
  EXPECT_EQ(json["verdict"], "broken");
  EXPECT_EQ(json["passes"], false);
  const auto& mine = json["contracts"][0];
  EXPECT_EQ(mine["again"], "kms-random-mock exec --seed 42 -- x");
  const auto& tenant = mine["tenants"][0];
  EXPECT_EQ(tenant["calls"][0]["attempts"][2]["gap_ms"], 1900.0);
  const auto& first = tenant["expectations"][0];
  EXPECT_EQ(first["expectation"], "attempts_per_call");
  EXPECT_EQ(first["call"], 0);
  EXPECT_EQ(first["attempt"], 3);
  EXPECT_EQ(first["rules_say"], "after attempt 2 sdk-2026 would wait up to 2 s, then try again");
  EXPECT_EQ(first["line"], 2);
  EXPECT_EQ(tenant["expectations"][1]["seen"], nullptr) << "it holds";
}

TEST(Markdown, LetsNoNameBreakATable) {
  auto odd = history({call({throttled()})});
  odd.tenant = "a|b<img>`";
  const std::string text =
      report({judge(contract("succeeded: all", "x\ny|"), {odd})}, Format::markdown, {});
  EXPECT_NE(text.find("### Tenant a\\|b\\<img\\>\\`\n"), std::string::npos) << text;
  EXPECT_NE(text.find("| succeeded: all | ❌ broken | call 0 failed with ThrottlingException, "
                      "wanted success |\n"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace krm::contract
