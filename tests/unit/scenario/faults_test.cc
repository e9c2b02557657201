// What each fault does to a Plan: values, nothing is sent.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "aws/error.h"
#include "scenario/fault_list.h"
#include "tests/support/scenario_world.h"

namespace krm::scenario {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// The Plan of a granted request after the faults of a rule, written as items of a flow list. What
// the Plan points at lives on in `rule`.
struct Planned {
  explicit Planned(const std::string& faults, std::uint64_t request = 0)
      : scenario(test::scenario_of("key_stores: {cks-1: {}}\nrules: [{name: r, do: [" + faults +
                                   "]}]\n")) {
    const base::Dice dice(42, "", request);
    for (const Fault& fault : scenario->rules.at(0).faults) {
      apply(fault, plan, RuleDice(dice, scenario->rules.at(0).key));
    }
  }

  std::shared_ptr<const Scenario> scenario;
  Plan plan{.outcome = kms::Grant{32}};
};

TEST(Faults, ErrorAnswersAnEntryOfTheCatalogue) {
  const Planned planned("error: ThrottlingException");
  ASSERT_FALSE(planned.plan.outcome);
  const auto& error = std::get<aws::Error>(planned.plan.outcome.error());
  EXPECT_EQ(error.entry().name, "ThrottlingException");
  EXPECT_EQ(error.status(), 400);
  EXPECT_EQ(error.body(),
            "{\"__type\":\"ThrottlingException\",\"message\":\"You have exceeded the rate at which "
            "you may call KMS. Reduce the frequency of your calls.\"}");
  EXPECT_FALSE(planned.plan.draws());
  EXPECT_TRUE(planned.plan.answers_outcome());
}

TEST(Faults, ErrorMayHaveAMessageAndAStatusOfItsOwn) {
  const Planned planned(
      "error: {name: KMSInternalException, message: \"no \\\"luck\\\"\", status: 503}");
  ASSERT_FALSE(planned.plan.outcome);
  const auto& error = std::get<aws::Error>(planned.plan.outcome.error());
  EXPECT_EQ(error.status(), 503);
  EXPECT_EQ(error.body(), R"({"__type":"KMSInternalException","message":"no \"luck\""})");
}

TEST(Faults, ErrorIsNamedAsOtherServicesDo) {
  const auto body = [](const std::string& as) {
    const Planned planned("error: {name: ThrottlingException, message: slow, as: " + as + "}");
    return std::get<aws::Error>(planned.plan.outcome.error()).body(planned.plan.dialect);
  };
  EXPECT_EQ(body("type"), R"({"__type":"ThrottlingException","message":"slow"})");
  EXPECT_EQ(body("namespaced"),
            R"({"__type":"com.amazonaws.kms#ThrottlingException","message":"slow"})");
  EXPECT_EQ(body("code"), R"({"code":"ThrottlingException","message":"slow"})");
  EXPECT_EQ(body("header"), R"({"message":"slow"})");
}

TEST(Faults, ReplyIsWhatItSays) {
  const Planned planned(
      "reply: {status: 502, headers: {Server: proxy, Retry-After: 3}, body: oops}");
  ASSERT_TRUE(planned.plan.canned);
  EXPECT_EQ(planned.plan.canned->status, 502);
  using Headers = std::vector<std::pair<std::string, Template>>;
  EXPECT_EQ(planned.plan.canned->headers,
            (Headers{{"Retry-After", Template{{{"3"}}}}, {"Server", Template{{{"proxy"}}}}}));
  EXPECT_EQ(planned.plan.canned->body, (Template{{{"oops"}}}));
  EXPECT_FALSE(planned.plan.draws());
  EXPECT_FALSE(planned.plan.answers_outcome());
}

TEST(Faults, ReplyIsAnEmpty200WhereItSaysNothing) {
  const Planned planned("reply");
  ASSERT_TRUE(planned.plan.canned);
  EXPECT_EQ(planned.plan.canned->status, 200);
  EXPECT_TRUE(planned.plan.canned->headers.empty());
  EXPECT_TRUE(planned.plan.canned->body.empty());
}

TEST(Faults, GarbageIsTextOrHexadecimalDigits) {
  EXPECT_EQ(Planned("garbage: {text: \"SSH-2.0\\r\\n\"}").plan.delivery.garbage, "SSH-2.0\r\n");
  EXPECT_EQ(Planned("garbage: {text: \"\"}").plan.delivery.garbage, "");
  EXPECT_EQ(Planned("garbage: {hex: \"00 ff 0A\"}").plan.delivery.garbage,
            std::string("\x00\xff\x0a", 3));
  EXPECT_FALSE(Planned("garbage: {text: x}").plan.draws());
}

TEST(Faults, GarbageIs64BytesOfChanceTheFirst00) {
  const auto of = [](std::uint64_t request) {
    return Planned("garbage", request).plan.delivery.garbage.value();
  };
  EXPECT_EQ(of(0).size(), 64u);
  EXPECT_EQ(of(0)[0], '\0');
  EXPECT_EQ(of(0), of(0));
  EXPECT_NE(of(0), of(1));
  EXPECT_EQ(of(1)[0], '\0');
  std::string sorted = of(0);
  std::ranges::sort(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  EXPECT_GT(sorted.size(), 40u);  // of 64 bytes of chance 57 are different on average
}

TEST(Faults, CloseSendsNothingAndEndsWithFin) {
  const Planned planned("close");
  ASSERT_TRUE(planned.plan.delivery.cut);
  EXPECT_EQ(planned.plan.delivery.cut->with, http::Cut::With::fin);
  EXPECT_EQ(planned.plan.delivery.cut->after, std::nullopt);
  EXPECT_TRUE(planned.plan.gives_no_reply());
  EXPECT_FALSE(planned.plan.draws());
}

TEST(Faults, EntropyPointsAtASourceOfItsOwn) {
  const Planned planned("entropy: zeros");
  ASSERT_NE(planned.plan.bytes, nullptr);
  EXPECT_TRUE(std::holds_alternative<source::Zeros>(planned.plan.bytes->any.value));
  EXPECT_TRUE(planned.plan.draws());
}

TEST(Faults, PayloadChangesTheNumberOfBytes) {
  EXPECT_EQ(Planned("payload: {short_by: 3}").plan.longer, -3);
  EXPECT_EQ(Planned("payload: {long_by: 4}").plan.longer, 4);
  EXPECT_LE(Planned("payload: empty").plan.longer, -1024);
  EXPECT_EQ(Planned("payload: empty").plan.writing, Writing::properly);
  EXPECT_TRUE(Planned("payload: empty").plan.draws());
}

TEST(Faults, PayloadChangesHowTheMemberIsWritten) {
  const std::vector<std::pair<std::string, Writing>> cases = {
      {"missing", Writing::missing},
      {"\"null\"", Writing::null},
      {"bad_base64", Writing::bad_base64},
      {"wrong_type", Writing::wrong_type},
      {"broken_json", Writing::broken_json}};
  for (const auto& [damage, writing] : cases) {
    const Planned planned("payload: " + damage);
    EXPECT_EQ(planned.plan.writing, writing) << damage;
    EXPECT_EQ(planned.plan.longer, 0) << damage;
    EXPECT_TRUE(planned.plan.draws()) << damage;
  }
}

// "NAME=value", "NAME removed", "NAME by 3600000ms".
std::vector<std::string> shown(const std::vector<HeaderEdit>& head) {
  std::vector<std::string> all;
  for (const auto& [name, edit] : head) {
    if (const auto* text = std::get_if<std::string>(&edit)) all.push_back(name + "=" + *text);
    if (std::holds_alternative<HeaderEdit::Remove>(edit)) all.push_back(name + " removed");
    if (const auto* shift = std::get_if<HeaderEdit::DateShift>(&edit)) {
      all.push_back(name + " by " + std::to_string(shift->by.count()) + "ms");
    }
  }
  return all;
}

TEST(Faults, HeaderSetsAndRemoves) {
  const Planned planned("header: {A: x, b: 3, C: true, D: , e: \"\", F: 1.50}");
  EXPECT_EQ(shown(planned.plan.head),
            (std::vector<std::string>{"A=x", "C=true", "D removed", "F=1.50", "b=3", "e="}));
  EXPECT_TRUE(planned.plan.draws());
}

TEST(Faults, HeaderMovesTheDateByATimeWithASign) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Date: -1h", "Date by -3600000ms"},
      {"date: +90s", "date by 90000ms"},
      {"DATE: \"-1ms\"", "DATE by -1ms"},
      {"Date: 1h", "Date=1h"},    // no sign, no shift
      {"Date: -1d", "Date=-1d"},  // no time
      {"Date: yesterday", "Date=yesterday"},
      {"Date: ", "Date removed"},
      {"Expires: -1h", "Expires=-1h"},  // another header
  };
  for (const auto& [edit, expected] : cases) {
    EXPECT_EQ(shown(Planned("header: {" + edit + "}").plan.head), std::vector{expected}) << edit;
  }
  EXPECT_EQ(shown(Planned("header: {Date: \"+-1h\"}").plan.head),
            std::vector<std::string>{"Date=+-1h"});
}

TEST(Faults, HeaderMayStandThereTwice) {
  EXPECT_EQ(shown(Planned("header: {B: x}, header: {A: y}").plan.head),
            (std::vector<std::string>{"B=x", "A=y"}));
}

TEST(Faults, LatencyIsTheTimeThatIsFixed) {
  EXPECT_EQ(Planned("latency: 1500ms").plan.delivery.delay, milliseconds(1500));
  EXPECT_EQ(Planned("latency: {fixed: 0s}").plan.delivery.delay, milliseconds(0));
}

// The delays of a rule for requests 0 to `count` - 1, sorted.
std::vector<std::int64_t> delays(const std::string& latency, std::uint64_t count) {
  const Planned planned("latency: " + latency);
  std::vector<std::int64_t> all;
  for (std::uint64_t request = 0; request < count; ++request) {
    const base::Dice dice(42, "", request);
    Plan plan{.outcome = kms::Grant{32}};
    apply(planned.scenario->rules.at(0).faults.at(0), plan, RuleDice(dice, "r"));
    all.push_back(plan.delivery.delay.count());
  }
  std::ranges::sort(all);
  return all;
}

TEST(Faults, LatencyIsUniformBetweenTwoTimes) {
  const auto all = delays("{uniform: {min: 100ms, max: 300ms}}", 10'000);
  EXPECT_GE(all.front(), 100);
  EXPECT_LE(all.front(), 101);
  EXPECT_LE(all.back(), 300);
  EXPECT_GE(all.back(), 299);
  EXPECT_NEAR(static_cast<double>(all[2'500]), 150, 5);
  EXPECT_NEAR(static_cast<double>(all[5'000]), 200, 5);
  EXPECT_NEAR(static_cast<double>(all[7'500]), 250, 5);
  EXPECT_EQ(delays("{uniform: {min: 7ms, max: 7ms}}", 10), std::vector<std::int64_t>(10, 7));
}

TEST(Faults, LatencyIsLognormalAroundItsMedian) {
  const auto all = delays("{lognormal: {median: 1000ms, sigma: 0.4}}", 10'000);
  // The quantiles of the standard normal: 0, and 0.6745 for the quarters.
  EXPECT_NEAR(static_cast<double>(all[5'000]), 1000, 20);
  EXPECT_NEAR(static_cast<double>(all[2'500]), 1000 * std::exp(-0.4 * 0.6745), 20);
  EXPECT_NEAR(static_cast<double>(all[7'500]), 1000 * std::exp(0.4 * 0.6745), 30);
  EXPECT_GT(all.front(), 100);    // e^(-0.4 * 5.7)
  EXPECT_LT(all.back(), 10'000);  // e^(0.4 * 5.7)
  EXPECT_EQ(delays("{lognormal: {median: 80ms, sigma: 0}}", 10), std::vector<std::int64_t>(10, 80));
  EXPECT_EQ(delays("{lognormal: {median: 0s, sigma: 3}}", 10), std::vector<std::int64_t>(10, 0));
}

TEST(Faults, LatencyIsNeverMoreThanADay) {
  const auto all = delays("{lognormal: {median: 24h, sigma: 3}}", 1'000);
  EXPECT_EQ(all.back(), 24 * 3'600'000);
  EXPECT_GE(all.front(), 0);
}

TEST(Faults, StallWaitsAtAPlaceForATime) {
  const auto forever = Planned("stall").plan.delivery.stall;
  ASSERT_TRUE(forever);
  EXPECT_EQ(forever->after, std::nullopt);
  EXPECT_EQ(forever->time, std::nullopt);
  const auto timed = Planned("stall: 2s").plan.delivery.stall;
  ASSERT_TRUE(timed);
  EXPECT_EQ(timed->after, std::nullopt);
  EXPECT_EQ(timed->time, seconds(2));
  const auto placed = Planned("stall: {after: 0, for: 1ms}").plan.delivery.stall;
  ASSERT_TRUE(placed);
  EXPECT_EQ(placed->after, 0u);
  EXPECT_EQ(placed->time, milliseconds(1));
}

TEST(Faults, DripSendsPieces) {
  const auto drip = Planned("drip: {bytes: 5, every: 2s}").plan.delivery.drip;
  ASSERT_TRUE(drip);
  EXPECT_EQ(drip->bytes, 5u);
  EXPECT_EQ(drip->every, seconds(2));
}

TEST(Faults, TruncateEndsWithFinAfterSomeBytes) {
  for (const char* text : {"truncate: 0", "truncate: {after: 0}"}) {
    const Planned planned(text);
    ASSERT_TRUE(planned.plan.delivery.cut);
    EXPECT_EQ(planned.plan.delivery.cut->with, http::Cut::With::fin);
    EXPECT_EQ(planned.plan.delivery.cut->after, 0u);
    EXPECT_FALSE(planned.plan.gives_no_reply());  // the head is sent
    EXPECT_TRUE(planned.plan.draws());
  }
}

TEST(Faults, ResetEndsWithRstBeforeOrAfterSomeBytes) {
  for (const char* text : {"reset", "reset: before", "reset: {at: before}"}) {
    const Planned planned(text);
    ASSERT_TRUE(planned.plan.delivery.cut);
    EXPECT_EQ(planned.plan.delivery.cut->with, http::Cut::With::rst);
    EXPECT_EQ(planned.plan.delivery.cut->after, std::nullopt);
    EXPECT_FALSE(planned.plan.draws());
  }
  const Planned later("reset: {after: 7}");
  ASSERT_TRUE(later.plan.delivery.cut);
  EXPECT_EQ(later.plan.delivery.cut->with, http::Cut::With::rst);
  EXPECT_EQ(later.plan.delivery.cut->after, 7u);
  EXPECT_TRUE(later.plan.draws());
}

TEST(Faults, AllTakeEffectWhateverTheirOrder) {
  for (const char* text :
       {"error: ThrottlingException, latency: 1s, header: {a: b}, reset: {after: 3}",
        "reset: {after: 3}, header: {a: b}, latency: 1s, error: ThrottlingException"}) {
    const Planned planned(text);
    EXPECT_FALSE(planned.plan.outcome);
    EXPECT_EQ(planned.plan.delivery.delay, seconds(1));
    EXPECT_EQ(shown(planned.plan.head), std::vector<std::string>{"a=b"});
    ASSERT_TRUE(planned.plan.delivery.cut);
    EXPECT_EQ(planned.plan.delivery.cut->after, 3u);
  }
}

}  // namespace
}  // namespace krm::scenario
