// Expectations: where each of them turns from holding to broken, and when it is unproven.
#include <gtest/gtest.h>

#include <string>

#include "document/mistake.h"
#include "scenario/load.h"
#include "tests/support/history.h"

namespace krm::scenario {
namespace {

using namespace std::chrono_literals;
using test::call;
using test::closed;
using test::failing;
using test::history;
using test::resent;
using test::succeeding;
using test::throttled;
using test::under_way;

Expectations expectations(const std::string& expect, const std::string& rules = "") {
  const std::string text = "version: 1\nexpect: {" + expect + "}\n" + rules;
  const auto scenario = load(text, std::nullopt);
  EXPECT_TRUE(scenario) << document::render(scenario.error(), "s", text);
  return *(*scenario)->expect;
}

// Returns a verdict as "broken: call 0 attempt 1 made 5 attempts | at most 3 attempts | 2".
std::string shown(const Verdict& verdict) {
  std::string text(base::word_of(verdict.value));
  if (verdict.value == Verdict::Value::holds) return text;
  text += ": ";
  if (verdict.call) text += "call " + std::to_string(*verdict.call) + " ";
  if (verdict.attempt) text += "attempt " + std::to_string(*verdict.attempt) + " ";
  text += verdict.seen;
  if (verdict.value == Verdict::Value::unproven) return text;
  text += " | " + verdict.wanted;
  return verdict.broken_by == 0 ? text : text + " | " + std::to_string(verdict.broken_by);
}

std::string verdict(const std::string& expect, const std::vector<Call>& calls,
                    std::uint64_t lost = 0) {
  History made = history(calls);
  made.lost = lost;
  made.calls_made += static_cast<std::int64_t>(lost);
  return shown(judge(expectations(expect), made).at(0).verdict);
}

TEST(Expect, Calls) {
  const std::vector<Call> two{call({succeeding()}), call({throttled()})};
  EXPECT_EQ(verdict("calls: {min: 2, max: 2}", two), "holds");
  EXPECT_EQ(verdict("calls: {min: 3}", two), "broken: 2 calls came | at least 3 calls");
  EXPECT_EQ(verdict("calls: {max: 1}", two), "broken: 2 calls came | at most 1 call");
  EXPECT_EQ(verdict("calls: {min: 1}", {}), "broken: 0 calls came | at least 1 call");
  EXPECT_EQ(verdict("calls: {max: 3}", two, 5), "broken: 7 calls came | at most 3 calls");
  EXPECT_EQ(verdict("calls: {max: 7}", two, 5), "holds") << "it is known without the entries";
}

TEST(Expect, AttemptsPerCall) {
  const Call three = call({throttled(), throttled(), succeeding()});
  EXPECT_EQ(verdict("attempts_per_call: {max: 3}", {three}), "holds");
  EXPECT_EQ(verdict("attempts_per_call: {max: 2}", {three, three}),
            "broken: call 0 attempt 2 made 3 attempts | at most 2 attempts | 2");
  EXPECT_EQ(verdict("attempts_per_call: {min: 3}", {three}), "holds");
  EXPECT_EQ(verdict("attempts_per_call: {min: 4}", {three}),
            "broken: call 0 attempt 2 made 3 attempts | at least 4 attempts | 1");
  EXPECT_EQ(verdict("attempts_per_call: {min: 1}", {call({succeeding()})}), "holds");
  EXPECT_EQ(verdict("attempts_per_call: {min: 2}", {call({under_way()})}),
            "unproven: no attempt failed, so no client had a reason to try again")
      << "more may come";
  EXPECT_EQ(verdict("attempts_per_call: {max: 3}", {call({succeeding()})}),
            "unproven: no attempt failed, so no client had a reason to try again");
  EXPECT_EQ(verdict("attempts_per_call: {max: 1}", {call({throttled()})}), "holds");
  EXPECT_EQ(verdict("attempts_per_call: {max: 3}", {}), "unproven: no call was made");
  EXPECT_EQ(
      verdict("attempts_per_call: {max: 2}", {call({closed(), resent(closed()), throttled()})}),
      "holds")
      << "what is resent does not count";
}

TEST(Expect, LostEntriesHideWhatTheyHeld) {
  const Call three = call({throttled(), throttled(), succeeding()});
  EXPECT_EQ(verdict("attempts_per_call: {max: 3}", {three}, 2),
            "unproven: the journal has lost 2 requests, see --journal-bytes");
  EXPECT_EQ(verdict("attempts_per_call: {max: 2}", {three}, 2),
            "broken: call 0 attempt 2 made 3 attempts | at most 2 attempts | 1");
}

TEST(Expect, RetryKeepsToTheEnvelopeOfItsPreset) {
  const auto waits = [](std::chrono::nanoseconds first, std::chrono::nanoseconds second) {
    return call({throttled(), throttled(), succeeding()}, {first, second});
  };
  // 1 s and 2 s, with 250 ms and 10 % on top.
  EXPECT_EQ(verdict("retry: sdk-standard", {waits(1350ms, 2450ms)}), "holds");
  EXPECT_EQ(verdict("retry: sdk-standard", {waits(1351ms, 0ms)}),
            "broken: call 0 attempt 1 waited 1.35 s before attempt 2 | at most 1.35 s | 1");
  EXPECT_EQ(verdict("retry: sdk-standard", {waits(0ms, 2451ms)}),
            "broken: call 0 attempt 2 waited 2.45 s before attempt 3 | at most 2.45 s | 1");
  EXPECT_EQ(verdict("retry: sdk-standard, tolerance: {time: 0s, share: 0}", {waits(1s, 2s)}),
            "holds");
  EXPECT_EQ(verdict("retry: sdk-standard, tolerance: {time: 0s, share: 0}", {waits(1001ms, 2s)}),
            "broken: call 0 attempt 1 waited 1 s before attempt 2 | at most 1 s | 1");
  EXPECT_EQ(verdict("retry: sdk-standard", {call({succeeding()})}),
            "unproven: no call was tried again");
  EXPECT_EQ(verdict("retry: sdk-standard", {}), "unproven: no call was made");
  EXPECT_EQ(verdict("retry: sdk-standard", {call({closed(), resent(succeeding())}, {9s})}),
            "unproven: no call was tried again")
      << "the SDK does not wait before what is resent below it";
}

TEST(Expect, RetryKnowsLowerBoundsWhereTheRulesHaveThem) {
  // Java's legacy mode waits 250 to 500 ms at first: with 10 % and 25 ms below.
  const auto java = [](std::chrono::nanoseconds wait) {
    return verdict("retry: java-legacy", {call({throttled(), succeeding()}, {wait})});
  };
  EXPECT_EQ(java(200ms), "holds");
  EXPECT_EQ(java(199ms),
            "broken: call 0 attempt 1 waited 199 ms before attempt 2 | 200 ms to 800 ms | 1");
  const auto own = [](std::chrono::nanoseconds wait) {
    return verdict("retry: {base: 100ms, factor: 2, cap: 1s, jitter: none}",
                   {call({throttled(), succeeding()}, {wait})});
  };
  EXPECT_EQ(own(65ms), "holds");
  EXPECT_EQ(own(64ms),
            "broken: call 0 attempt 1 waited 64 ms before attempt 2 | 65 ms to 360 ms | 1");
}

TEST(Expect, RetryHonoursWhatTheReplyAsksFor) {
  const auto asked = [](const std::string& preset, std::chrono::nanoseconds wait) {
    Attempt first = throttled();
    first.retry_after.in_milliseconds = 3000ms;
    return verdict("retry: " + preset, {call({first, succeeding()}, {wait})});
  };
  EXPECT_EQ(asked("sdk-2026", 2675ms), "holds");
  EXPECT_EQ(asked("sdk-2026", 2674ms),
            "broken: call 0 attempt 1 waited 2.67 s before attempt 2 | 2.67 s to 3.55 s | 1");
  EXPECT_EQ(asked("sdk-2026", 3551ms),
            "broken: call 0 attempt 1 waited 3.55 s before attempt 2 | 2.67 s to 3.55 s | 1");
  EXPECT_EQ(asked("sdk-standard", 100ms), "holds") << "these rules know nothing of it";
  EXPECT_EQ(asked("{base: 1s, factor: 2, cap: 20s, retry_after: honoured}", 100ms),
            "broken: call 0 attempt 1 waited 100 ms before attempt 2 | 2.67 s to 3.55 s | 1");
}

TEST(Expect, RetryIsBrokenByWaitsThatAreTooShortTogether) {
  const auto immediate = [](std::size_t waits) {
    std::vector<Call> calls(waits, call({throttled(), succeeding()}, {2ms}));
    return verdict("retry: sdk-2026", calls);
  };
  EXPECT_EQ(immediate(6), "holds") << "0.027 to the 6th is 3.9e-10, and a sixth of 1e-9 is wanted";
  EXPECT_EQ(
      immediate(7),
      "broken: call 0 attempt 1 and others waited too little: of 7 waits, none is longer than "
      "2.7 % of what it could be | waits as chance draws them, but for one run in a billion | "
      "1");
  std::vector<Call> halves(40, call({throttled(), succeeding()}, {499ms}));
  EXPECT_EQ(verdict("retry: sdk-2026", halves).substr(0, 6), "broken");
  halves.back() = call({throttled(), succeeding()}, {990ms});
  EXPECT_EQ(verdict("retry: sdk-2026", halves), "holds") << "a long wait at a half is enough";
}

TEST(Expect, RetryLooksPastAStallOfTheClient) {
  std::vector<Call> calls(20, call({throttled(), succeeding()}, {2ms}));
  calls[3] = call({throttled(), succeeding()}, {700ms});
  calls[9] = call({throttled(), succeeding()}, {800ms});
  EXPECT_EQ(verdict("retry: sdk-2026", calls),
            "broken: call 0 attempt 1 and others waited too little: of 20 waits, only 2 are longer "
            "than 2.7 % of what it could be | waits as chance draws them, but for one run in a "
            "billion | 1");
}

TEST(Expect, RetryJudgesTheTwoKindsOfWaitsApart) {
  std::vector<Call> calls(8, call({throttled(), succeeding()}, {2ms}));
  calls.push_back(call({failing("", 503), succeeding()}, {49ms}));
  EXPECT_EQ(verdict("retry: sdk-2026", calls).substr(0, 6), "broken");
}

TEST(Expect, RetryDoesNotJudgeWhatAClientDidNotWaitFor) {
  // It gives up while the server still holds its reply back for 100 ms.
  std::vector<Call> calls(30, call({throttled(), succeeding()}));
  for (Call& one : calls) one.attempts[1].arrived -= 101ms;
  EXPECT_EQ(verdict("retry: java-legacy", calls), "holds");
  EXPECT_EQ(verdict("jitter: some", calls),
            "unproven: there are 0 waits before the same attempt, and 20 are needed");
}

TEST(Expect, RetryJudgesAWaitWhoseBeginningWasNotedLate) {
  Call one = call({throttled(), succeeding()});
  one.attempts[1].arrived -= 50ms;
  EXPECT_EQ(verdict("retry: java-legacy", {one}),
            "broken: call 0 attempt 1 waited 0.0 ms before attempt 2 | 200 ms to 800 ms | 1");
}

TEST(Expect, NumbersOfAttemptsCountWhereSomeAreLost) {
  Call late = call({throttled(), throttled(), throttled(), succeeding()}, {0s, 0s, 4s});
  late.attempts.erase(late.attempts.begin(), late.attempts.begin() + 2);
  EXPECT_EQ(verdict("retry: sdk-standard, tolerance: {share: 0}", {late}), "holds");
  EXPECT_EQ(verdict("attempts_per_call: {min: 4}", {late}), "holds");
  EXPECT_EQ(verdict("attempts_per_call: {max: 3}", {late}),
            "broken: call 0 attempt 1 made 4 attempts | at most 3 attempts | 1");
}

TEST(Expect, Jitter) {
  const std::vector<Call> alike(20, call({throttled(), succeeding()}, {500ms}));
  EXPECT_EQ(
      verdict("jitter: some", alike),
      "broken: 20 waits before attempt 2 are from 500 ms to 500 ms | waits that differ by 1 % "
      "or more");
  std::vector<Call> varied = alike;
  varied.back() = call({throttled(), succeeding()}, {506ms});
  EXPECT_EQ(verdict("jitter: some", varied), "holds");
  EXPECT_EQ(
      verdict("jitter: some", std::vector<Call>(20, call({throttled(), succeeding()}, {0s}))),
      "broken: 20 waits before attempt 2 are from 0.0 ms to 0.0 ms | waits that differ by 1 % "
      "or more");
  varied.pop_back();
  EXPECT_EQ(verdict("jitter: some", varied),
            "unproven: there are 19 waits before the same attempt, and 20 are needed");
}

TEST(Expect, NotRetried) {
  const Call once = call({failing("AccessDeniedException")});
  const Call again = call({failing("AccessDeniedException"), succeeding()});
  EXPECT_EQ(verdict("not_retried: true", {once}), "holds");
  EXPECT_EQ(verdict("not_retried: true", {once, again}),
            "broken: call 1 attempt 1 was tried again after AccessDeniedException | no further "
            "attempt after it | 1");
  EXPECT_EQ(verdict("not_retried: true", {call({throttled(), succeeding()})}),
            "unproven: none of these errors was answered");
  EXPECT_EQ(verdict("not_retried: ThrottlingException", {call({throttled(), succeeding()})}),
            "broken: call 0 attempt 1 was tried again after ThrottlingException | no further "
            "attempt after it | 1");
  EXPECT_EQ(verdict("not_retried: [ThrottlingException]", {again}),
            "unproven: none of these errors was answered");
  EXPECT_EQ(
      verdict("not_retried: true",
              {call({failing("AccessDeniedException"), resent(failing("AccessDeniedException"))})}),
      "holds")
      << "what is resent is no attempt";
  EXPECT_EQ(
      verdict("not_retried: true", {call({failing("InvalidSignatureException"), succeeding()})}),
      "unproven: none of these errors was answered")
      << "SDKs set their clock and try again";
}

TEST(Expect, Resends) {
  const std::vector<Call> once{call({closed(), resent(succeeding())}), call({succeeding()})};
  EXPECT_EQ(verdict("resends: {max: 1}", once), "holds");
  EXPECT_EQ(verdict("resends: {max: 0}", once),
            "broken: call 0 attempt 1 was sent again below the SDK | none | 1");
  EXPECT_EQ(verdict("resends: {max: 0}", {}), "unproven: no call was made");
}

TEST(Expect, TimePerCall) {
  const std::vector<Call> calls{call({throttled(), succeeding()}, {998ms})};  // and 1 ms each
  EXPECT_EQ(verdict("time_per_call: {max: 1s}", calls), "holds");
  EXPECT_EQ(verdict("time_per_call: {max: 999ms}", calls),
            "broken: call 0 took 1 s | at most 999 ms | 1");
  EXPECT_EQ(verdict("time_per_call: {max: 1s}", {calls[0], call({under_way()})}),
            "unproven: a call was not over");
  EXPECT_EQ(verdict("time_per_call: {max: 1ms}", {calls[0], call({under_way()})}).substr(0, 6),
            "broken");
}

TEST(Expect, Succeeded) {
  std::vector<Call> calls(99, call({succeeding()}));
  calls.push_back(call({throttled()}));
  EXPECT_EQ(verdict("succeeded: {min: 0.99}", calls), "holds");
  EXPECT_EQ(
      verdict("succeeded: {min: 99.1%}", calls),
      "broken: call 99 attempt 0 failed with ThrottlingException | success of at least 99.1 % "
      "| 1");
  EXPECT_EQ(verdict("succeeded: all", calls),
            "broken: call 99 attempt 0 failed with ThrottlingException | success | 1");
  EXPECT_EQ(verdict("succeeded: all", {call({succeeding()}), call({under_way()})}),
            "unproven: nobody knows how 1 call ended");
  EXPECT_EQ(verdict("succeeded: all", {call({throttled()}), call({under_way()})}).substr(0, 6),
            "broken");
  EXPECT_EQ(verdict("succeeded: {min: 50%}", {call({throttled()}), call({succeeding()})}, 1),
            "unproven: nobody knows how 1 call ended");
  EXPECT_EQ(verdict("succeeded: all", {}), "unproven: no call was made");
}

TEST(Expect, SucceededDoesNotBlameTheEndOfTheServer) {
  Call cut_off = call({succeeding()});
  cut_off.attempts[0].ended = Ended::stopped;
  EXPECT_EQ(verdict("succeeded: all", {cut_off}), "unproven: nobody knows how 1 call ended");
}

TEST(Expect, Signed) {
  Call right = call({succeeding()});
  right.attempts[0].is_signed = true;
  Call wrong = call({succeeding()});
  wrong.attempts[0].is_signed = false;
  EXPECT_EQ(verdict("signed: true", {right}), "holds");
  EXPECT_EQ(verdict("signed: true", {right, wrong}),
            "broken: call 1 attempt 0 was not signed, or wrongly | a signature of the right form | "
            "1");
  EXPECT_EQ(verdict("signed: true", {right, call({succeeding()})}),
            "unproven: nobody looked at signatures, since the scenario of the run has no "
            "\"signed\"");
}

TEST(Expect, Operations) {
  Call other = call({failing("UnknownOperationException")});
  other.attempts[0].operation = "Encrypt";
  EXPECT_EQ(verdict("operations: GenerateRandom", {call({succeeding()})}), "holds");
  EXPECT_EQ(verdict("operations: [GenerateRandom]", {call({succeeding()}), other}),
            "broken: call 1 attempt 0 asked for Encrypt | nothing but GenerateRandom | 1");
  other.attempts[0].operation.clear();
  EXPECT_EQ(verdict("operations: [GenerateRandom]", {other}),
            "broken: call 0 attempt 0 named no operation | nothing but GenerateRandom | 1");
}

const char* const two_rules = "rules: [{name: a, do: [close]}, {name: b, do: [close]}]\n";

Call by_rule(const std::string& rule) {
  Call one = call({closed()});
  one.attempts[0].rule = rule;
  return one;
}

std::string verdict_over_all(const std::string& expect, const std::vector<History>& tenants) {
  const std::vector<std::string> rules{"a", "b"};
  return shown(judge_all(expectations(expect, two_rules), tenants, rules).at(0).verdict);
}

TEST(Expect, RulesFired) {
  EXPECT_EQ(
      verdict_over_all("rules_fired: all", {history({by_rule("a")}), history({by_rule("b")})}),
      "holds");
  EXPECT_EQ(verdict_over_all("rules_fired: all", {history({by_rule("a")})}),
            "broken: the rule \"b\" never fired | each of them fires");
  EXPECT_EQ(verdict_over_all("rules_fired: all", {history({})}),
            "broken: the rule \"a\" never fired, nor did 1 more | each of them fires");
  EXPECT_EQ(verdict_over_all("rules_fired: [a]", {history({by_rule("a")})}), "holds");
  History losing = history({by_rule("a")});
  losing.lost = 1;
  EXPECT_EQ(verdict_over_all("rules_fired: [a]", {losing}), "holds") << "it did fire";
  EXPECT_EQ(verdict_over_all("rules_fired: [b]", {losing}),
            "unproven: the journal has lost 1 request, see --journal-bytes");
}

TEST(Expect, RulesNotFired) {
  const Expectations expect = expectations("rules_not_fired: [b]", two_rules);
  const auto of = [&](const std::vector<Call>& calls) {
    return shown(judge(expect, history(calls)).at(0).verdict);
  };
  EXPECT_EQ(of({by_rule("a")}), "holds");
  EXPECT_EQ(of({by_rule("a"), by_rule("b")}),
            "broken: call 1 attempt 0 made the rule \"b\" fire | nothing that they match | 1");
  EXPECT_EQ(of({}), "unproven: no call was made");
}

TEST(Expect, Tenants) {
  const History one = history({call({succeeding()})});
  EXPECT_EQ(verdict_over_all("tenants: {min: 2}", {one, one}), "holds");
  EXPECT_EQ(verdict_over_all("tenants: {max: 1}", {one, one}),
            "broken: 2 tenants called | at most 1 tenant");
  EXPECT_EQ(verdict_over_all("tenants: {min: 1}", {history({})}),
            "broken: 0 tenants called | at least 1 tenant");
}

std::string mistakes(const std::string& expect) {
  const std::string text = "version: 1\nrules: [{name: a, do: [close]}]\nexpect: " + expect + "\n";
  const auto scenario = load(text, std::nullopt);
  if (scenario) return "";
  std::string all;
  for (const auto& mistake : scenario.error().list()) all += mistake.message + "\n";
  return all;
}

TEST(Expect, MistakesSayWhatToWrite) {
  EXPECT_EQ(mistakes("{retry: sdk-2025}"),
            "there is no retry behaviour \"sdk-2025\"; did you mean \"sdk-2026\"?\n");
  EXPECT_EQ(mistakes("{attempts: {max: 3}}").substr(0, 50),
            "\"expect\" has no key \"attempts\"; write \"attempts_pe");
  EXPECT_EQ(mistakes("{calls: {min: 3, max: 2}}"), "min is more than max\n");
  EXPECT_EQ(mistakes("{calls: {}}"), "write min, max or both\n");
  EXPECT_EQ(mistakes("{not_retried: false}"),
            "expected true, found false: leave it out to ask for nothing\n");
  EXPECT_EQ(mistakes("{signed: false}"),
            "expected true, found false: leave it out to ask for nothing\n");
  EXPECT_EQ(mistakes("{succeeded: {}}"), "write all, or {min: 99%}\n");
  EXPECT_EQ(mistakes("{rules_fired: [b]}"), "there is no rule \"b\"; did you mean \"a\"?\n");
  EXPECT_EQ(mistakes("{tolerance: {time: 1s}}"),
            "\"expect\" has no expectation, so nothing is judged\n");
  EXPECT_EQ(mistakes("{retry: {as: sdk-2026, jitter: none}}"),
            "\"retry\" takes a name, or all of base, factor and cap, and then jitter and "
            "retry_after\n");
}

}  // namespace
}  // namespace krm::scenario
