// Which rule decides about a request.
#include "scenario/decide.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/digest.h"
#include "tests/support/enclave.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::scenario {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Asked {
  std::int64_t call = -1;  // less than 0: one of its own
  std::int64_t attempt = 1;
  kms::Outcome outcome = kms::Grant{32};
  base::Milliseconds elapsed{0};
};

kms::Outcome failed(std::string_view name) {
  return tl::unexpected<aws::Failure>(aws::Error(*aws::find_error(name)));
}

// A tenant that makes one request after the other.
class Requests {
 public:
  explicit Requests(const std::string& rules, std::uint64_t seed = 42, std::string label = "")
      : scenario_(test::scenario_of("rules:\n" + rules)),
        seed_(seed),
        label_(std::move(label)),
        counts_(scenario_->rules.size()) {}

  Plan next(const Asked& asked = {}) {
    Plan plan{.outcome = asked.outcome};
    std::vector<Decision> own;
    std::vector<Decision>& decisions = asked.call < 0 ? own : decisions_[asked.call];
    const Seen seen{.request = request_,
                    .outcome = asked.outcome,
                    .asked = asked_,
                    .access_key_id = "AKIDEXAMPLE",
                    .region = "us-east-1",
                    .call = asked.call,
                    .attempt = asked.attempt};
    const Circumstances turn{
        .seed = seed_, .label = label_, .request = number_++, .elapsed = asked.elapsed};
    decide(*scenario_, seen, turn, counts_, decisions, plan);
    return plan;
  }

  // The names of the rules that decide about so many requests, "-" for none.
  std::string deciders(int count, const Asked& asked = {}) {
    std::string all;
    for (int i = 0; i < count; ++i) {
      const std::string rule = next(asked).rule;
      all += rule.empty() ? "-" : rule;
    }
    return all;
  }

  const RuleCount& count(std::size_t rule) const { return counts_.at(rule); }

 private:
  std::shared_ptr<const Scenario> scenario_;
  std::uint64_t seed_;
  std::string label_;
  std::vector<RuleCount> counts_;
  std::map<std::int64_t, std::vector<Decision>> decisions_;
  std::uint64_t number_ = 0;
  http::HttpRequest request_ = test::generate_random("{\"NumberOfBytes\":32}");
  std::optional<kms::Asked> asked_ =
      kms::Asked{.number_of_bytes = 32, .custom_key_store_id = {}, .recipient = {}};
};

TEST(Decide, LeavesThePlanAloneWithoutARuleThatMatches) {
  const Plan plan = Requests("  - {name: a, when: {number_of_bytes: 1}, do: [close]}\n").next();
  EXPECT_EQ(plan.rule, "");
  EXPECT_TRUE(plan.outcome);
  EXPECT_FALSE(plan.delivery.cut);
}

TEST(Decide, TakesTheFirstRuleThatMatchesAndNoOther) {
  Requests requests(R"(
  - {name: a, when: {number_of_bytes: 1}, do: [close]}
  - {name: b, do: [latency: 1s, error: ThrottlingException]}
  - {name: c, do: [stall]}
)");
  const Plan plan = requests.next();
  EXPECT_EQ(plan.rule, "b");
  EXPECT_EQ(plan.delivery.delay, seconds(1));
  EXPECT_FALSE(plan.outcome);
  EXPECT_FALSE(plan.delivery.cut);
  EXPECT_FALSE(plan.delivery.stall);
  EXPECT_EQ(requests.count(0).fired, 0);
  EXPECT_EQ(requests.count(1).fired, 1);
  EXPECT_EQ(requests.count(2).matches, 0);
}

struct Case {
  std::string rules;
  std::string deciders;
};

TEST(Decide, CountsTheMatchesOfARule) {
  const std::vector<Case> cases = {
      {"  - {name: a, do: [close]}\n", "aaaaaaaaaa"},
      {"  - {name: a, times: 1, do: [close]}\n", "a---------"},
      {"  - {name: a, times: 3, do: [close]}\n", "aaa-------"},
      {"  - {name: a, skip: 1, do: [close]}\n", "-aaaaaaaaa"},
      {"  - {name: a, skip: 3, times: 2, do: [close]}\n", "---aa-----"},
      {"  - {name: a, every: 2, do: [close]}\n", "-a-a-a-a-a"},
      {"  - {name: a, every: 3, do: [close]}\n", "--a--a--a-"},
      {"  - {name: a, skip: 2, every: 3, do: [close]}\n", "----a--a--"},
      {"  - {name: a, skip: 2, every: 3, times: 1, do: [close]}\n", "----a-----"},
      {"  - {name: a, chance: 0, do: [close]}\n", "----------"},
      {"  - {name: a, chance: 1, do: [close]}\n", "aaaaaaaaaa"},
      // A miss at any step falls to the next rule.
      {"  - {name: a, times: 2, do: [close]}\n  - {name: b, do: [close]}\n", "aabbbbbbbb"},
      {"  - {name: a, skip: 2, do: [close]}\n  - {name: b, do: [close]}\n", "bbaaaaaaaa"},
      {"  - {name: a, every: 2, do: [close]}\n  - {name: b, do: [close]}\n", "bababababa"},
      {"  - {name: a, chance: 0, do: [close]}\n  - {name: b, do: [close]}\n", "bbbbbbbbbb"},
      {"  - {name: a, between: [1s, 2s], do: [close]}\n  - {name: b, do: [close]}\n", "bbbbbbbbbb"},
      {"  - {name: a, when: {call: 9}, do: [close]}\n  - {name: b, do: [close]}\n", "bbbbbbbbbb"},
      // A rule counts what reaches it: requests that one before it took do not.
      {"  - {name: a, every: 2, do: [close]}\n  - {name: b, every: 2, do: [close]}\n",
       "-aba-aba-a"},
      {"  - {name: a, times: 2, do: [close]}\n  - {name: b, skip: 1, times: 2, do: [close]}\n"
       "  - {name: c, do: [close]}\n",
       "aacbbccccc"},
  };
  for (const Case& c : cases) EXPECT_EQ(Requests(c.rules).deciders(10), c.deciders) << c.rules;
}

TEST(Decide, CountsNoRequestThatDoesNotMatch) {
  Requests requests("  - {name: a, when: {outcome: ok}, skip: 1, times: 1, do: [close]}\n");
  EXPECT_EQ(requests.deciders(3, {.outcome = failed("ValidationException")}), "---");
  EXPECT_EQ(requests.deciders(3), "-a-");
}

TEST(Decide, CountsNoFiringWhereChanceSaysNo) {
  Requests requests("  - {name: a, chance: 0.5, times: 10, do: [close]}\n");
  const std::string all = requests.deciders(1000);
  EXPECT_EQ(std::ranges::count(all, 'a'), 10);
  EXPECT_EQ(requests.count(0).fired, 10);
  EXPECT_EQ(all.substr(100), std::string(900, '-'));
}

TEST(Decide, AppliesARuleFromTheFirstTimeUpToTheSecond) {
  Requests requests("  - {name: a, between: [10s, 20s], do: [close]}\n");
  const auto at = [&](milliseconds elapsed) { return requests.next({.elapsed = elapsed}).rule; };
  EXPECT_EQ(at(milliseconds(0)), "");
  EXPECT_EQ(at(milliseconds(9'999)), "");
  EXPECT_EQ(at(milliseconds(10'000)), "a");
  EXPECT_EQ(at(milliseconds(19'999)), "a");
  EXPECT_EQ(at(milliseconds(20'000)), "");
  EXPECT_EQ(at(milliseconds(10'000)), "a");
  EXPECT_EQ(requests.count(0).matches, 3);
}

TEST(Decide, CountsMatchesWithinTheTimesOnly) {
  Requests requests("  - {name: a, between: [10s, 20s], skip: 1, do: [close]}\n");
  EXPECT_EQ(requests.deciders(3, {.elapsed = seconds(5)}), "---");
  EXPECT_EQ(requests.deciders(3, {.elapsed = seconds(15)}), "-aa");
}

TEST(Decide, FiresByChanceAboutAsOftenAsItSays) {
  const int count = 10'000;
  for (const auto& [chance, expected] : std::map<std::string, double>{
           {"0.01", 100}, {"0.3", 3'000}, {"0.5", 5'000}, {"0.99", 9'900}}) {
    const std::string rule = "  - {name: a, chance: " + chance + ", do: [close]}\n";
    const auto fired = std::ranges::count(Requests(rule).deciders(count), 'a');
    EXPECT_NEAR(static_cast<double>(fired), expected, 150) << chance;
  }
}

TEST(Decide, RepeatsChanceExactly) {
  const std::string rule = "  - {name: a, chance: 0.5, do: [close]}\n";
  const std::string first = Requests(rule).deciders(1000);
  EXPECT_EQ(Requests(rule).deciders(1000), first);
  EXPECT_NE(Requests(rule, 43).deciders(1000), first);
  EXPECT_NE(Requests(rule, 42, "AKIDEXAMPLE").deciders(1000), first);
  EXPECT_NE(Requests("  - {name: b, chance: 0.5, do: [close]}\n").deciders(1000), first);
}

// Computed with another BLAKE2b (Python's hashlib).
TEST(Decide, GivesTheSameDecisionsInEveryVersion) {
  EXPECT_EQ(Requests("  - {name: a, chance: 0.5, do: [close]}\n").deciders(32),
            "aaa----a-aaaaa-aa--aa----a---a--");
}

TEST(Decide, FiresByChanceAsTheDiceOfSeedRequestAndRuleSay) {
  Requests requests("  - {name: a, chance: 0.5, do: [close]}\n");
  for (std::uint64_t request = 0; request < 200; ++request) {
    const bool fires = base::Dice(42, "", request).unit("a", "chance") < 0.5;
    EXPECT_EQ(requests.next().rule, fires ? "a" : "") << request;
  }
}

TEST(Decide, DrawsWhatAFaultNeedsFromTheRequest) {
  const std::string rule = "  - {name: a, do: [latency: {uniform: {min: 0s, max: 1h}}]}\n";
  Requests one(rule);
  Requests other(rule);
  std::set<base::Milliseconds> different;
  for (int i = 0; i < 100; ++i) {
    const auto delay = one.next().delivery.delay;
    EXPECT_EQ(other.next().delivery.delay, delay);
    different.insert(delay);
  }
  EXPECT_GT(different.size(), 95u);
}

TEST(Decide, AppliesFaultsOfBytesOnlyWhereThereAreSome) {
  for (const std::string fault : {"entropy: zeros", "payload: missing", "payload: {short_by: 1}"}) {
    Requests requests("  - {name: a, skip: 1, do: [latency: 1s, " + fault +
                      "]}\n  - {name: b, do: [close]}\n");
    EXPECT_EQ(requests.deciders(3, {.outcome = failed("ThrottlingException")}), "bbb") << fault;
    EXPECT_EQ(requests.deciders(3), "baa") << fault;
  }
}

kms::Outcome sealed() {
  const auto& info = test::Enclave::of().public_key();
  kms::Grant grant{32};
  grant.recipient = std::make_shared<const nitro::Attestation>(
      nitro::Attestation{.key = crypto::RsaPublicKey::read(info).value(),
                         .key_id = crypto::sha256(info),
                         .verified = nitro::Verify::structure,
                         .module_id = {},
                         .pcr0 = {}});
  return grant;
}

TEST(Decide, AppliesFaultsOfSealedBytesOnlyWhereThereAreSome) {
  Requests requests(
      "  - {name: a, skip: 1, do: [latency: 1s, cms: flip]}\n  - {name: b, do: [close]}\n");
  EXPECT_EQ(requests.deciders(2, {.outcome = failed("ThrottlingException")}), "bb");
  EXPECT_EQ(requests.deciders(2), "bb") << "and none of these is counted";
  EXPECT_EQ(requests.deciders(3, {.outcome = sealed()}), "baa");
}

TEST(Decide, HoldsAVerdictPerCallForAttemptsWithSealedBytes) {
  Requests requests("  - {name: a, per: call, do: [cms: flip]}\n");
  EXPECT_EQ(requests.next({.call = 0, .attempt = 1, .outcome = sealed()}).rule, "a");
  EXPECT_EQ(requests.next({.call = 0, .attempt = 2}).rule, "");
  EXPECT_EQ(requests.next({.call = 0, .attempt = 3, .outcome = sealed()}).rule, "a");
}

TEST(Decide, AppliesOtherFaultsToErrorsToo) {
  for (const std::string fault :
       {"error: KMSInternalException", "reply", "garbage", "close", "header: {a: b}", "latency: 1s",
        "stall", "truncate: 1", "reset", "drip: {bytes: 1, every: 1s}"}) {
    Requests requests("  - {name: a, do: [" + fault + "]}\n");
    EXPECT_EQ(requests.deciders(2, {.outcome = failed("ThrottlingException")}), "aa") << fault;
  }
}

TEST(Decide, DecidesPerRequestWhateverTheCall) {
  Requests requests("  - {name: a, times: 1, do: [close]}\n");
  EXPECT_EQ(requests.next({.call = 0, .attempt = 1}).rule, "a");
  EXPECT_EQ(requests.next({.call = 0, .attempt = 2}).rule, "");
}

TEST(Decide, HoldsAVerdictPerCallForAllItsAttempts) {
  Requests requests("  - {name: a, every: 2, per: call, do: [close]}\n");
  const auto ask = [&](std::int64_t call, std::int64_t attempt) {
    return requests.next({.call = call, .attempt = attempt}).rule;
  };
  EXPECT_EQ(ask(0, 1), "");
  EXPECT_EQ(ask(1, 1), "a");
  EXPECT_EQ(ask(0, 2), "");
  EXPECT_EQ(ask(1, 2), "a");
  EXPECT_EQ(ask(2, 1), "");
  EXPECT_EQ(ask(3, 1), "a");
  EXPECT_EQ(ask(1, 3), "a");
  EXPECT_EQ(ask(0, 3), "");
  EXPECT_EQ(requests.count(0).matches, 4);  // calls
  EXPECT_EQ(requests.count(0).fired, 2);
}

TEST(Decide, CountsFiringsPerCall) {
  Requests requests(
      "  - {name: a, times: 2, per: call, do: [close]}\n  - {name: b, do: [close]}\n");
  const auto ask = [&](std::int64_t call) { return requests.next({.call = call}).rule; };
  EXPECT_EQ(ask(0), "a");
  EXPECT_EQ(ask(0), "a");
  EXPECT_EQ(ask(0), "a");
  EXPECT_EQ(ask(1), "a");
  EXPECT_EQ(ask(2), "b");  // used up
  EXPECT_EQ(ask(0), "a");  // but not for those that have it
  EXPECT_EQ(ask(1), "a");
  EXPECT_EQ(ask(2), "b");
}

TEST(Decide, HoldsChancePerCall) {
  Requests requests("  - {name: a, chance: 0.5, per: call, do: [close]}\n");
  int fired = 0;
  for (std::int64_t call = 0; call < 1000; ++call) {
    const std::string verdict = requests.next({.call = call}).rule;
    EXPECT_EQ(requests.next({.call = call, .attempt = 2}).rule, verdict) << call;
    EXPECT_EQ(requests.next({.call = call, .attempt = 3}).rule, verdict) << call;
    if (!verdict.empty()) ++fired;
  }
  EXPECT_NEAR(fired, 500, 60);
  EXPECT_EQ(requests.count(0).fired, fired);
}

TEST(Decide, HoldsWhatWasDrawnPerCall) {
  const std::string faults = "do: [latency: {uniform: {min: 0s, max: 1h}}]}\n";
  Requests per_call("  - {name: a, per: call, " + faults);
  Requests per_request("  - {name: a, " + faults);
  std::set<base::Milliseconds> different;
  for (std::int64_t call = 0; call < 20; ++call) {
    const auto delay = per_call.next({.call = call}).delivery.delay;
    EXPECT_EQ(per_call.next({.call = call, .attempt = 2}).delivery.delay, delay);
    EXPECT_EQ(per_call.next({.call = call, .attempt = 3}).delivery.delay, delay);
    different.insert(delay);
    EXPECT_NE(per_request.next({.call = call}).delivery.delay,
              per_request.next({.call = call, .attempt = 2}).delivery.delay);
  }
  EXPECT_EQ(different.size(), 20u);
}

TEST(Decide, HoldsAVerdictThoughTheAttemptNoLongerMatches) {
  Requests requests(
      "  - {name: a, when: {attempt: 1}, between: [0s, 1s], per: call, do: [close]}\n");
  EXPECT_EQ(requests.next({.call = 0, .attempt = 1}).rule, "a");
  EXPECT_EQ(requests.next({.call = 0, .attempt = 2, .elapsed = seconds(5)}).rule, "a");
}

TEST(Decide, ChangesNoBytesOfAnAttemptThatHasNone) {
  Requests requests("  - {name: a, per: call, do: [entropy: zeros]}\n  - {name: b, do: [close]}\n");
  EXPECT_EQ(requests.next({.call = 0, .attempt = 1}).rule, "a");
  EXPECT_EQ(requests.next({.call = 0, .attempt = 2, .outcome = failed("ThrottlingException")}).rule,
            "b");
  EXPECT_EQ(requests.next({.call = 0, .attempt = 3}).rule, "a");
}

TEST(Decide, TakesRequestsOutsideOfACallEachForItself) {
  Requests requests("  - {name: a, every: 2, per: call, do: [close]}\n");
  EXPECT_EQ(requests.deciders(6), "-a-a-a");
}

// Adding a rule reshuffles nothing: what the others decide and draw stays as it was, wherever the
// new one does not decide itself.
TEST(Decide, ChangesNoOtherDrawWhenARuleIsAdded) {
  const std::string rules =
      "  - {name: flaky, chance: 0.2, do: [error: ThrottlingException]}\n"
      "  - {chance: 0.3, do: [latency: {lognormal: {median: 1m, sigma: 1}}]}\n"
      "  - {chance: 0.5, do: [garbage]}\n"
      "  - {do: [latency: {uniform: {min: 0s, max: 1h}}]}\n";
  const std::string never =
      "  - {when: {number_of_bytes: 1}, do: [latency: {uniform: {min: 0s, max: 1h}}]}\n";
  const std::string seldom =
      "  - {name: new, chance: 0.1, do: [latency: {uniform: {min: 0s, max: 1h}}]}\n";
  Requests as_they_were(rules);
  Requests with_one_that_never_matches(never + rules);
  Requests with_one_that_decides_seldom(seldom + rules);
  Requests with_one_behind(rules + never);
  int decided_otherwise = 0;
  std::set<std::string> deciders;
  for (int i = 0; i < 1000; ++i) {
    const Plan before = as_they_were.next();
    deciders.insert(before.rule);
    const auto expect_same = [&](const Plan& after) {
      EXPECT_EQ(after.rule, before.rule) << i;
      EXPECT_EQ(after.outcome.has_value(), before.outcome.has_value()) << i;
      EXPECT_EQ(after.delivery.delay, before.delivery.delay) << i;
      EXPECT_EQ(after.delivery.garbage, before.delivery.garbage) << i;
    };
    expect_same(with_one_that_never_matches.next());
    expect_same(with_one_behind.next());
    const Plan after = with_one_that_decides_seldom.next();
    if (after.rule == "new") {
      ++decided_otherwise;
    } else {
      expect_same(after);
    }
  }
  EXPECT_EQ(deciders.size(), 4u);
  EXPECT_NEAR(decided_otherwise, 100, 40);
}

TEST(Decide, DrawsForEveryRuleOnItsOwn) {
  Requests a("  - {name: a, chance: 0.5, do: [close]}\n  - {name: b, chance: 0.5, do: [close]}\n");
  const std::string all = a.deciders(10'000);
  EXPECT_NEAR(static_cast<double>(std::ranges::count(all, 'a')), 5'000, 150);
  EXPECT_NEAR(static_cast<double>(std::ranges::count(all, 'b')), 2'500, 150);
}

}  // namespace
}  // namespace krm::scenario
