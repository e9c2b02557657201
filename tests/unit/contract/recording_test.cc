// Recorded runs: what is read back of a journal's file is what the journal knew.
#include "contract/recording.h"

#include <gtest/gtest.h>

#include <sstream>

#include "contract/difference.h"
#include "contract/report.h"
#include "mock/logical_calls.h"
#include "tests/support/admin_world.h"

namespace krm::contract {
namespace {

using namespace std::chrono_literals;
using test::ask_for;
using test::of_call;

const char* const scenario_text =
    "name: mine\nseed: 42\n"
    "rules:\n"
    "  - {name: asks, times: 1, do: [{error: ThrottlingException}, {header: {x-amz-retry-after: "
    "3000, Retry-After: 4}}]}\n"
    "  - {name: breaks, times: 1, do: [{payload: missing}]}\n"
    "expect: {attempts_per_call: {max: 2}, rules_fired: [asks], signed: true}\n";

class Recorded : public test::AdminWorld {
 public:
  Recorded() : AdminWorld(scenario_text) {
    for (const char* id : {"a", "a", "b"}) {
      kms(of_call(id, test::signed_by("AKIDEXAMPLE", ask_for(4))));
      clock.advance(700ms);
    }
  }

  std::vector<mock::Record> records() {
    std::vector<std::shared_ptr<mock::Journal::Part>> parts;
    for (const auto& listed : tenants.all()) parts.push_back(listed.tenant->journal());
    return journal.read(parts).records;
  }
  std::string lines(bool with_contract = true) {
    std::string text;
    if (with_contract) text = to_line(mock::contract_of(*tenants.active()));
    for (const auto& record : records()) text += document::to_json_line(request_view(record));
    return text;
  }
};

tl::expected<Recording, std::string> read(const std::string& text) {
  std::istringstream in(text);
  return read_recording(in);
}

TEST(Recording, HasTheCallsThatTheJournalHad) {
  Recorded world;
  const auto recording = read(world.lines());
  ASSERT_TRUE(recording) << recording.error();
  const auto calls = logical_calls(world.records());
  ASSERT_EQ(recording->runs.size(), 1u);
  const auto& again = recording->runs[0].calls;
  ASSERT_EQ(again.size(), calls.size());
  for (std::size_t i = 0; i < calls.size(); ++i) {
    EXPECT_EQ(again[i].attempts, calls[i].attempts) << i;
    EXPECT_EQ(again[i].client, calls[i].client);
    EXPECT_EQ(again[i].index, calls[i].index);
  }
  const auto& first = calls[0].attempts[0];
  EXPECT_EQ(first.retry_after, (scenario::RetryAfter{3000ms, 4000ms})) << "so that it was there";
  EXPECT_EQ(first.is_signed, false);
  EXPECT_FALSE(calls[0].attempts[1].is_good);
}

TEST(Recording, IsJudgedByItsOwnContract) {
  Recorded world;
  const auto judgements = read(world.lines())->judge();
  ASSERT_EQ(judgements.size(), 1u);
  const auto& contract = judgements[0].contract;
  EXPECT_EQ(contract.name, "mine");
  EXPECT_EQ(contract.seed, 42u);
  EXPECT_EQ(contract.rules, (std::vector<std::string>{"asks", "breaks"}));
  EXPECT_EQ(contract.expect, *world.tenants.active()->scenario->expect);
  EXPECT_EQ(figures_of(judgements[0]).holds, 2) << "attempts and rules; nothing was signed";
}

TEST(Recording, MayBeJudgedByAnother) {
  Recorded world;
  mock::Contract other = mock::contract_of(*world.tenants.active());
  other.digest = "another";
  other.expect.attempts_per_call->max = 1;
  EXPECT_EQ(figures_of(read(world.lines(false))->judge_by(other)).broken, 2);
  EXPECT_TRUE(read(world.lines(false))->judge().empty()) << "it holds no contract";
}

TEST(Recording, SaysWhichLineIsWrong) {
  Recorded world;
  const std::string line = world.lines(false);
  EXPECT_EQ(read(line + "{\"id\": 4").error(),
            "line 4: this is no JSON; the line is not whole, or of another file");
  EXPECT_EQ(read(line + "{}").error(), "line 4: id is missing; this is no line of a journal file");
  EXPECT_EQ(read("{\"contract\": {}}\n").error(), "line 1: contract.name is missing");
  EXPECT_TRUE(read("")->runs.empty());
}

contract::Run run_of(const std::string& text) {
  std::istringstream in(text);
  auto run = read_run("f", in);
  EXPECT_TRUE(run) << run.error();
  return *run;
}

TEST(Difference, ComparesJournalsAndReports) {
  Recorded world;
  const std::string journal = world.lines();
  const std::string json = report(read(journal)->judge(), Format::json, {});
  const auto same = difference(run_of(journal), run_of(json));
  EXPECT_TRUE(same.are_alike) << same.shown;
  EXPECT_EQ(same.shown,
            "a: f\nb: f\ntenant AKIDEXAMPLE\n"
            "  call 0: 2 attempts, failed\n"
            "    a  #0  400 ThrottlingException ──────────────────────── 700 ms → 200\n"
            "    b  #0  400 ThrottlingException ──────────────────────── 700 ms → 200\n"
            "  call 1: 1 attempt, succeeded\n"
            "    a  #1  200\n    b  #1  200\n"
            "waits before attempt 2: 700 ms | 700 ms in the middle\n"
            "2 calls alike, 0 different\n");
}

TEST(Difference, TellsWhatDiffers) {
  Recorded world;
  const contract::Run whole = run_of(world.lines());
  contract::Run other = whole;
  other.tenants[0].tenant = "AKIDOTHER";
  other.tenants[0].calls[0].attempts.pop_back();
  other.tenants[0].calls.pop_back();
  const auto found = difference(whole, other);
  EXPECT_FALSE(found.are_alike);
  EXPECT_NE(found.shown.find("tenant AKIDEXAMPLE | AKIDOTHER\n! call 0: attempts: 2 | 1\n"),
            std::string::npos)
      << found.shown;
  EXPECT_NE(found.shown.find("! call 1: only in a\n"), std::string::npos) << found.shown;
  EXPECT_NE(found.shown.find("0 calls alike, 2 different\n"), std::string::npos) << found.shown;
}

}  // namespace
}  // namespace krm::contract
