#include "mock/tenant.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/plaintext.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::mock {
namespace {

using test::ask_for;
using test::Bytes;
using test::bytes_in;
using test::of_call;
using test::plaintext;
using test::scenario_of;
using test::ScenarioWorld;
using test::signed_by;
using test::stream;
using test::with;

constexpr std::string_view alice = "AKIAALICEALICEALICE1";
constexpr std::string_view bob = "AKIABOBBOBBOBBOBBOB1";

// Entropy that never gives the same bytes twice, however they are asked for.
class FreshEntropy final : public base::Entropy {
 public:
  bool fill(std::span<std::uint8_t> out) override {
    base::fill_from_stream(base::stream_key(0, "system", "", ++fills_), out);
    return true;
  }

 private:
  std::uint64_t fills_ = 0;
};

// A world whose system bytes are all different.
class FreshWorld : public ScenarioWorld {
 public:
  explicit FreshWorld(std::shared_ptr<const scenario::Scenario> scenario)
      : ScenarioWorld(std::move(scenario)) {
    entropy = &fresh_;
  }
  explicit FreshWorld(const std::string& yaml) : FreshWorld(scenario_of(yaml)) {}

 private:
  FreshEntropy fresh_;
};

std::string body(ScenarioWorld& world, const http::HttpRequest& request) {
  return world.handle(request).reply.body;
}

Bytes bytes(ScenarioWorld& world, const http::HttpRequest& request) {
  return bytes_in(body(world, request));
}

// The name of the rule that decided; empty where none did.
std::string rule(ScenarioWorld& world, const http::HttpRequest& request) {
  return world.handle(request).plan.rule;
}

// --- whose they are

constexpr const char* first_request = "rules: [{name: first, times: 1, do: [latency: 1s]}]";

TEST(Tenant, CountsItsOwnRequests) {
  ScenarioWorld world(first_request);
  for (const std::string_view id : {alice, bob}) {
    EXPECT_EQ(rule(world, signed_by(id, ask_for(1))), "first") << id;
    EXPECT_EQ(rule(world, signed_by(id, ask_for(1))), "") << id;
  }
}

TEST(Tenant, IsNamedByAPresignedQueryToo) {
  ScenarioWorld world(first_request);
  EXPECT_EQ(rule(world, signed_by(alice, ask_for(1))), "first");
  http::HttpRequest request = ask_for(1);
  request.target =
      fmt::format("/?X-Amz-Credential={}%2F20261124%2Fus-east-1%2Fkms%2Faws4_request", alice);
  EXPECT_EQ(rule(world, request), "");
}

TEST(Tenant, OfUnsignedRequestsIsOne) {
  ScenarioWorld world(first_request);
  EXPECT_EQ(rule(world, ask_for(1)), "first");
  EXPECT_EQ(rule(world, ask_for(1)), "");
  EXPECT_EQ(rule(world, signed_by(alice, ask_for(1))), "first") << "and not that one";
}

TEST(Tenant, IsTheUnsignedOneWhereTheIdIsNone) {
  ScenarioWorld world(first_request);
  EXPECT_EQ(rule(world, ask_for(1)), "first");
  const std::vector<std::string> ids = {"", std::string(129, 'A'), "AKIA ALICE ALICE 1",
                                        "AKIA\xc3\x84LICEALICEALICE"};
  for (const std::string& id : ids) EXPECT_EQ(rule(world, signed_by(id, ask_for(1))), "") << id;
}

TEST(Tenant, IsAnyIdOfVisibleCharacters) {
  ScenarioWorld world(first_request);
  EXPECT_EQ(rule(world, ask_for(1)), "first");
  for (const std::string& id :
       {std::string(16, 'A'), std::string(128, 'A'), std::string("a"), std::string("test"),
        std::string("000000000001"), std::string("AKIA%41LICE"), std::string("AKIA.ALICE-1")}) {
    EXPECT_EQ(rule(world, signed_by(id, ask_for(1))), "first") << id;
    EXPECT_EQ(rule(world, signed_by(id, ask_for(1))), "") << id;
  }
}

TEST(Tenant, HasItsOwnCalls) {
  ScenarioWorld world("rules: [{name: second, when: {call: 1}, do: [latency: 1s]}]");
  EXPECT_EQ(rule(world, signed_by(alice, of_call("one", ask_for(1)))), "");
  EXPECT_EQ(rule(world, signed_by(alice, of_call("two", ask_for(1)))), "second");
  EXPECT_EQ(rule(world, signed_by(bob, of_call("two", ask_for(1)))), "");
  EXPECT_EQ(rule(world, signed_by(bob, of_call("one", ask_for(1)))), "second");
}

TEST(Tenant, HasItsOwnPlaceInTheBytes) {
  ScenarioWorld world("entropy: counter");
  EXPECT_EQ(bytes(world, signed_by(alice, ask_for(2))), (Bytes{0, 1}));
  EXPECT_EQ(bytes(world, signed_by(bob, ask_for(3))), (Bytes{0, 1, 2}));
  EXPECT_EQ(bytes(world, signed_by(alice, ask_for(2))), (Bytes{2, 3}));
  EXPECT_EQ(bytes(world, ask_for(1)), (Bytes{0}));
}

TEST(Tenant, HasItsOwnTimeFromItsFirstRequestOn) {
  using namespace std::chrono_literals;
  ScenarioWorld world("rules: [{name: early, between: [0s, 10s], do: [latency: 1s]}]");
  EXPECT_EQ(rule(world, signed_by(alice, ask_for(1))), "early");
  world.clock.advance(9999ms);
  EXPECT_EQ(rule(world, signed_by(alice, ask_for(1))), "early");
  world.clock.advance(1ms);
  EXPECT_EQ(rule(world, signed_by(alice, ask_for(1))), "");
  EXPECT_EQ(rule(world, signed_by(bob, ask_for(1))), "early");
}

// --- attempts and calls

constexpr const char* third_attempt =
    "rules: [{name: third, when: {attempt: 3}, do: [latency: 1s]}]";

http::HttpRequest with_attempt(const std::string& text) {
  return with(of_call("one", ask_for(1)), "amz-sdk-request", text);
}

// Which numbers clients send, and how, is shown in aws/sdk_attempt_test and sdk_generations_test.
TEST(Attempt, IsCountedWhateverTheClientSays) {
  ScenarioWorld world(third_attempt);
  EXPECT_EQ(rule(world, with_attempt("attempt=3; max=3")), "");
  EXPECT_EQ(rule(world, with_attempt("")), "");
  EXPECT_EQ(rule(world, with_attempt("attempt=1; max=3")), "third");
}

TEST(Attempt, IsCountedWithinItsCall) {
  ScenarioWorld world(third_attempt);
  for (const std::string_view expected : {"", "", "third", ""}) {
    for (const std::string_view call : {"one", "two"}) {
      EXPECT_EQ(rule(world, of_call(call, ask_for(1))), expected) << call;
    }
  }
}

TEST(Attempt, CountsThoseThatSaidTheirNumber) {
  ScenarioWorld world(third_attempt);
  EXPECT_EQ(rule(world, with_attempt("attempt=1")), "");
  EXPECT_EQ(rule(world, with_attempt("attempt=2")), "");
  EXPECT_EQ(rule(world, with_attempt("")), "third");
}

// The numbers of the calls that these requests belong to.
std::vector<int> calls(const std::vector<http::HttpRequest>& requests) {
  std::string yaml = "rules:\n";
  for (int i = 0; i < 8; ++i) {
    yaml += fmt::format("- {{name: '{}', when: {{call: {}}}, do: [latency: 1s]}}\n", i, i);
  }
  ScenarioWorld world(yaml);
  std::vector<int> numbers;
  for (const auto& request : requests) numbers.push_back(std::stoi(rule(world, request)));
  return numbers;
}

TEST(Call, IsANewIdAndKeepsItsNumber) {
  const auto a = of_call("a", ask_for(1));
  const auto b = of_call("b", ask_for(1));
  const auto c = of_call("c", ask_for(1));
  EXPECT_EQ(calls({a, b, a, c, b, a}), (std::vector{0, 1, 0, 2, 1, 0}));
}

TEST(Call, IsEachRequestThatNamesNone) {
  const auto a = of_call("a", ask_for(1));
  const auto unnamed = ask_for(1);
  EXPECT_EQ(calls({unnamed, unnamed, a, unnamed, a}), (std::vector{0, 1, 2, 3, 2}));
  const auto empty = of_call("", ask_for(1));
  EXPECT_EQ(calls({empty, empty}), (std::vector{0, 1}));
  const auto longest = of_call(std::string(128, 'x'), ask_for(1));
  EXPECT_EQ(calls({longest, longest}), (std::vector{0, 0}));
  const auto too_long = of_call(std::string(129, 'x'), ask_for(1));
  EXPECT_EQ(calls({too_long, too_long}), (std::vector{0, 1}));
}

TEST(Call, ThatIsUnnamedHasOneAttempt) {
  ScenarioWorld world("rules: [{name: first, when: {attempt: 1}, do: [latency: 1s]}]");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(rule(world, ask_for(1)), "first");
}

TEST(Call, OfFailedRequestsCounts) {
  EXPECT_EQ(calls({test::generate_random("{"), ask_for(1)}), (std::vector{0, 1}));
}

TEST(Call, KeepsTheVerdictAndTheDiceOfItsFirstAttempt) {
  ScenarioWorld world(
      "rules: [{name: half, per: call, chance: 0.5, do: [latency: {uniform: {min: 1s, max: "
      "1h}}]}]");
  int fired = 0;
  for (int i = 0; i < 32; ++i) {
    const auto request = of_call(std::to_string(i), ask_for(1));
    const auto first = world.handle(request).plan;
    if (!first.rule.empty()) ++fired;
    for (int again = 0; again < 3; ++again) {
      const auto retry = world.handle(request).plan;
      EXPECT_EQ(retry.rule, first.rule) << i;
      EXPECT_EQ(retry.delivery.delay, first.delivery.delay) << i;
    }
  }
  EXPECT_GT(fired, 0);
  EXPECT_LT(fired, 32);
}

// --- the bytes of retries

struct SourceCase {
  std::string_view yaml;
  bool differs = true;  // whether two calls get different bytes
};

const std::vector<SourceCase> sources = {
    {"system"},
    {"seeded"},
    {"{source: fixed, hex: [000102030405060708090a0b, 101112131415161718191a1b], pad: repeat}"},
    {"{source: fixed, hex: '000102030405060708090a0b', then: system, pad: repeat}"},
    {"{source: fixed, hex: [000102030405060708090a0b, 101112131415161718191a1b], then: last, "
     "pad: repeat}"},
    {"zeros", false},
    {"repeat", false},
    {"counter"},
    {"stuck_bit"},
    {"biased"},
    {"low_entropy"},
};

std::shared_ptr<const scenario::Scenario> with_file(std::string_view retries) {
  scenario::Scenario scenario = *scenario_of(fmt::format("retries: {}", retries));
  std::string content;
  for (char i = 0; i < 100; ++i) content.push_back(i);
  scenario.entropy.any.value = scenario::source::File{.file = {"file", content}};
  return std::make_shared<const scenario::Scenario>(std::move(scenario));
}

std::vector<std::pair<SourceCase, std::shared_ptr<const scenario::Scenario>>> with_retries(
    std::string_view retries) {
  std::vector<std::pair<SourceCase, std::shared_ptr<const scenario::Scenario>>> all;
  for (const SourceCase& source : sources) {
    const std::string yaml = fmt::format("entropy: {}\nretries: {}\n", source.yaml, retries);
    all.emplace_back(source, scenario_of(yaml));
  }
  all.emplace_back(SourceCase{"file"}, with_file(retries));
  return all;
}

TEST(Retry, GetsTheBytesOfItsFirstAttemptFromEverySource) {
  for (const auto& [source, scenario] : with_retries("same")) {
    FreshWorld world(scenario);
    const Bytes first = bytes(world, of_call("a", ask_for(12)));
    const Bytes other = bytes(world, of_call("b", ask_for(12)));
    EXPECT_EQ(first == other, !source.differs) << source.yaml;
    EXPECT_EQ(bytes(world, of_call("a", ask_for(12))), first) << source.yaml;
    EXPECT_EQ(bytes(world, of_call("b", ask_for(12))), other) << source.yaml;
    EXPECT_EQ(bytes(world, of_call("a", ask_for(12))), first) << source.yaml;
  }
}

TEST(Retry, ThatIsLongerBeginsWithTheBytesOfItsFirstAttempt) {
  for (const auto& [source, scenario] : with_retries("same")) {
    FreshWorld world(scenario);
    const Bytes first = bytes(world, of_call("a", ask_for(12)));
    bytes(world, of_call("b", ask_for(12)));
    Bytes longer = bytes(world, of_call("a", ask_for(40)));
    ASSERT_EQ(longer.size(), 40) << source.yaml;
    longer.resize(12);
    EXPECT_EQ(longer, first) << source.yaml;
    EXPECT_EQ(bytes(world, of_call("a", ask_for(5))), Bytes(first.begin(), first.begin() + 5))
        << source.yaml;
  }
}

TEST(Retry, TakesNoPlaceOfItsOwn) {
  ScenarioWorld world("entropy: {source: fixed, hex: ['01', '02', '03']}");
  for (int attempt = 1; attempt <= 3; ++attempt) {
    EXPECT_EQ(bytes(world, of_call("a", ask_for(1))), (Bytes{1})) << attempt;
  }
  EXPECT_EQ(bytes(world, of_call("b", ask_for(1))), (Bytes{2}));
  EXPECT_EQ(bytes(world, ask_for(1)), (Bytes{3}));
}

TEST(Retry, GetsOtherBytesWhereTheyAreToBeFresh) {
  for (const auto& [source, scenario] : with_retries("fresh")) {
    FreshWorld world(scenario);
    const Bytes first = bytes(world, of_call("a", ask_for(12)));
    const Bytes again = bytes(world, of_call("a", ask_for(12)));
    EXPECT_EQ(again == first, !source.differs) << source.yaml;
  }
}

TEST(Retry, HasNothingToDoWithRequestsThatNameNoCall) {
  for (const auto& [source, scenario] : with_retries("same")) {
    FreshWorld world(scenario);
    const Bytes first = bytes(world, ask_for(12));
    EXPECT_EQ(bytes(world, ask_for(12)) == first, !source.differs) << source.yaml;
  }
}

TEST(Retry, GetsTheBytesThatItsRuleDrewToo) {
  for (const auto& [source, ignored] : with_retries("same")) {
    if (source.yaml == "file") continue;
    FreshWorld world(fmt::format("entropy: zeros\nrules: [{{do: [entropy: {}]}}]\n", source.yaml));
    const Bytes first = bytes(world, of_call("a", ask_for(12)));
    EXPECT_EQ(bytes(world, of_call("b", ask_for(12))) == first, !source.differs) << source.yaml;
    EXPECT_EQ(bytes(world, of_call("a", ask_for(12))), first) << source.yaml;
  }
}

TEST(Retry, AfterAnErrorGetsTheFirstBytesThatAreDrawn) {
  FreshWorld world("entropy: counter\nrules: [{when: {attempt: 1}, do: [error: InternalFailure]}]");
  body(world, of_call("a", ask_for(2)));
  body(world, of_call("b", ask_for(2)));
  EXPECT_EQ(bytes(world, of_call("b", ask_for(2))), (Bytes{0, 1}));
  EXPECT_EQ(bytes(world, of_call("a", ask_for(2))), (Bytes{2, 3}));
  EXPECT_EQ(bytes(world, of_call("b", ask_for(2))), (Bytes{0, 1}));
}

// --- which requests use up an entry

TEST(Entry, IsKeptWhereNothingIsDrawn) {
  for (const std::string fault : {"error: ThrottlingException", "reply: {body: page}", "garbage",
                                  "garbage: {text: x}", "close", "reset", "reset: before"}) {
    ScenarioWorld world(
        fmt::format("entropy: {{source: fixed, hex: ['01', '02']}}\n"
                    "rules: [{{name: fault, skip: 1, times: 2, do: [{}]}}]\n",
                    fault));
    EXPECT_EQ(bytes(world, ask_for(1)), (Bytes{1})) << fault;
    EXPECT_EQ(rule(world, of_call("a", ask_for(1))), "fault") << fault;
    EXPECT_EQ(rule(world, ask_for(1)), "fault") << fault;
    EXPECT_EQ(bytes(world, of_call("a", ask_for(1))), (Bytes{2})) << fault;
  }
}

TEST(Entry, IsKeptWhereTheServiceRefuses) {
  ScenarioWorld world("entropy: {source: fixed, hex: ['01', '02']}");
  for (const std::string refused :
       {"{", "{}", R"({"NumberOfBytes":0})", R"({"NumberOfBytes":1,"CustomKeyStoreId":"cks-1"})"}) {
    EXPECT_FALSE(world.handle(test::generate_random(refused)).plan.outcome) << refused;
  }
  EXPECT_EQ(bytes(world, ask_for(1)), (Bytes{1}));
}

TEST(Entry, IsUsedUpWhereBytesAreDrawnWhateverBecomesOfThem) {
  for (const std::string fault : {"payload: missing", "payload: empty", "truncate: 0",
                                  "reset: {after: 0}", "stall", "latency: 1s"}) {
    ScenarioWorld world(
        fmt::format("entropy: {{source: fixed, hex: ['01', '02']}}\n"
                    "rules: [{{name: fault, times: 1, do: [{}]}}]\n",
                    fault));
    EXPECT_EQ(rule(world, ask_for(1)), "fault") << fault;
    EXPECT_EQ(bytes(world, ask_for(1)), (Bytes{2})) << fault;
  }
}

// An error with this reason, which the log tells and the client does not learn.
void expect_internal_error(const Case& exchange, std::string_view why) {
  EXPECT_EQ(exchange.reply.status, 500);
  EXPECT_EQ(exchange.reply.body, R"({"__type":"KMSInternalException"})");
  ASSERT_FALSE(exchange.plan.outcome);
  EXPECT_EQ(aws::why_of(exchange.plan.outcome.error()), why);
}

TEST(Entry, ThatIsTooShortIsAnErrorAndKept) {
  ScenarioWorld world("entropy: {source: fixed, hex: ['0102', '030405']}");
  const std::string_view too_short =
      "entry 1 of the fixed bytes has 2 bytes, and 3 are asked for; give more, or pad: repeat";
  expect_internal_error(world.handle(ask_for(3)), too_short);
  expect_internal_error(world.handle(of_call("a", ask_for(3))), too_short);
  EXPECT_EQ(bytes(world, of_call("a", ask_for(2))), (Bytes{1, 2}));
  expect_internal_error(world.handle(of_call("a", ask_for(3))), too_short);
  EXPECT_EQ(bytes(world, ask_for(3)), (Bytes{3, 4, 5}));
}

TEST(Entry, ThatIsLongerThanAskedGivesItsBeginning) {
  ScenarioWorld world("entropy: {source: fixed, hex: ['010203', '040506']}");
  EXPECT_EQ(bytes(world, ask_for(1)), (Bytes{1}));
  EXPECT_EQ(bytes(world, ask_for(2)), (Bytes{4, 5}));
}

TEST(Entry, ThatIsTooShortForAFaultIsRepeated) {
  ScenarioWorld world(
      "entropy: {source: fixed, hex: ['0102']}\n"
      "rules: [{times: 1, do: [payload: {long_by: 1}]}]");
  EXPECT_EQ(bytes(world, ask_for(2)), (Bytes{1, 2, 1}));
  EXPECT_EQ(bytes(world, ask_for(2)), (Bytes{1, 2}));
}

TEST(Entry, BehindTheLastIsWhatThenSays) {
  const auto after_two = [](std::string_view then) {
    return fmt::format("entropy: {{source: fixed, hex: ['01', '02'], then: {}}}", then);
  };
  const auto third_and_fourth = [](ScenarioWorld& world) {
    std::vector<std::string> bodies;
    for (int i = 0; i < 4; ++i) bodies.push_back(body(world, ask_for(1)));
    return bodies[2] + bodies[3];
  };
  ScenarioWorld repeat(after_two("repeat"));
  EXPECT_EQ(third_and_fourth(repeat), plaintext({1}) + plaintext({2}));
  ScenarioWorld last(after_two("last"));
  EXPECT_EQ(third_and_fourth(last), plaintext({2}) + plaintext({2}));
  ScenarioWorld system(after_two("system"));
  EXPECT_EQ(third_and_fourth(system), plaintext({16}) + plaintext({16})) << "a CountingEntropy's";
  ScenarioWorld error(after_two("error"));
  body(error, of_call("a", ask_for(1)));
  body(error, ask_for(1));
  for (int i = 0; i < 2; ++i) {
    expect_internal_error(error.handle(ask_for(1)), "all 2 entries of the fixed bytes are used up");
  }
  EXPECT_EQ(bytes(error, of_call("a", ask_for(1))), (Bytes{1})) << "a retry has its entry";
}

// --- streams

TEST(Stream, IsThatOfTheSeedAndTheCall) {
  ScenarioWorld world("entropy: seeded");
  for (std::uint64_t call = 0; call < 4; ++call) {
    EXPECT_EQ(bytes(world, ask_for(32)), stream(42, "bytes", "", call, 32)) << call;
  }
}

TEST(Stream, OfOneCallIsNotMovedByTheLengthOfAnother) {
  for (const std::string source : {"seeded", "repeat", "stuck_bit", "biased", "low_entropy",
                                   "{source: fixed, hex: ['0102', '0304'], pad: repeat}"}) {
    ScenarioWorld a("entropy: " + source);
    ScenarioWorld b("entropy: " + source);
    bytes(a, ask_for(1));
    bytes(b, ask_for(1024));
    EXPECT_EQ(bytes(a, ask_for(32)), bytes(b, ask_for(32))) << source;
  }
}

TEST(Stream, IsTheSameForEveryTenantByDefault) {
  ScenarioWorld world("entropy: seeded\nrules: [{name: half, chance: 0.5, do: [latency: 1s]}]");
  for (int i = 0; i < 32; ++i) {
    const Case a = world.handle(signed_by(alice, ask_for(32)));
    const Case b = world.handle(signed_by(bob, ask_for(32)));
    EXPECT_EQ(a.reply.body, b.reply.body) << i;
    EXPECT_EQ(a.plan.rule, b.plan.rule) << i;
  }
}

TEST(Stream, IsTheTenantsOwnWhereAskedFor) {
  ScenarioWorld world(
      "entropy: seeded\nstream: per-tenant\n"
      "rules: [{name: half, chance: 0.5, do: [latency: 1s]}]");
  int different = 0;
  for (std::uint64_t call = 0; call < 32; ++call) {
    const Case a = world.handle(signed_by(alice, ask_for(32)));
    const Case b = world.handle(signed_by(bob, ask_for(32)));
    EXPECT_EQ(a.reply.body, plaintext(stream(42, "bytes", alice, call, 32))) << call;
    EXPECT_EQ(b.reply.body, plaintext(stream(42, "bytes", bob, call, 32))) << call;
    if (a.plan.rule != b.plan.rule) ++different;
  }
  EXPECT_GT(different, 0) << "dice are its own too";
}

TEST(Stream, OfTheUnsignedTenantIsWithoutALabel) {
  ScenarioWorld world("entropy: seeded\nstream: per-tenant");
  EXPECT_EQ(bytes(world, ask_for(32)), stream(42, "bytes", "", 0, 32));
}

TEST(Stream, OfARuleCountsItsOwnCalls) {
  ScenarioWorld world(
      "entropy: counter\n"
      "rules: [{name: two, when: {number_of_bytes: 2}, do: [entropy: {source: fixed, "
      "hex: [aaaa, bbbb]}]}]");
  EXPECT_EQ(bytes(world, ask_for(1)), (Bytes{0}));
  EXPECT_EQ(bytes(world, ask_for(2)), (Bytes{0xaa, 0xaa}));
  EXPECT_EQ(bytes(world, ask_for(1)), (Bytes{1}));
  EXPECT_EQ(bytes(world, ask_for(2)), (Bytes{0xbb, 0xbb}));
}

TEST(Stream, OfARuleIsKnownByItsName) {
  ScenarioWorld world(
      "entropy: seeded\n"
      "rules: [{name: even, every: 2, do: [entropy: seeded]}]");
  for (std::uint64_t call = 0; call < 4; ++call) {
    EXPECT_EQ(bytes(world, ask_for(32)), stream(42, "bytes", "", call, 32));
    EXPECT_EQ(bytes(world, ask_for(32)), stream(42, "bytes of even", "", call, 32));
  }
}

TEST(Stream, OfTwoRulesOfTheSameSourceAreTwo) {
  ScenarioWorld world(
      "rules:\n"
      "- {name: one, when: {number_of_bytes: 32}, do: [entropy: seeded]}\n"
      "- {name: two, when: {number_of_bytes: 33}, do: [entropy: seeded]}\n");
  EXPECT_EQ(bytes(world, ask_for(32)), stream(42, "bytes of one", "", 0, 32));
  EXPECT_EQ(bytes(world, ask_for(33)), stream(42, "bytes of two", "", 0, 33));
  EXPECT_EQ(bytes(world, ask_for(32)), stream(42, "bytes of one", "", 1, 32));
}

}  // namespace
}  // namespace krm::mock
