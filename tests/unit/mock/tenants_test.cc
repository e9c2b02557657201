#include "mock/tenants.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "mock/turn.h"
#include "tests/support/plaintext.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::mock {

// For messages and comparisons of whole Losses.
static bool operator==(const Tenants::Losses& a, const Tenants::Losses& b) {
  return a.dropped == b.dropped && a.shared == b.shared && a.forgotten == b.forgotten;
}
static std::ostream& operator<<(std::ostream& out, const Tenants::Losses& losses) {
  return out << fmt::format("{} dropped, {} shared, {} forgotten", losses.dropped, losses.shared,
                            losses.forgotten);
}

namespace {

using test::ask_for;
using test::of_call;
using test::scenario_of;
using test::ScenarioWorld;
using test::signed_by;

constexpr std::uint64_t seed = 42;

// The access key ID of a number.
std::string id(int number) { return fmt::format("AKIA{:016}", number); }

class Bounded : public ScenarioWorld {
 public:
  Bounded(const std::string& yaml, TenantLimits limits)
      : ScenarioWorld(scenario_of(yaml), seed, limits) {}

  // The first byte of the reply to a request of that tenant, as an attempt of that call.
  int first_byte(int tenant, std::string_view call = {}) {
    const Case exchange = handle(signed_by(id(tenant), of_call(call, ask_for(1))));
    return test::bytes_in(exchange.reply.body).front();
  }

  Tenants::Losses losses() const { return tenants.losses(); }
};

using Losses = Tenants::Losses;

TEST(Tenants, DropTheLeastRecentlyUsedAndCountIt) {
  Bounded world("entropy: counter", {.tenants = 2, .calls = 100});
  EXPECT_EQ(world.first_byte(1), 0);
  EXPECT_EQ(world.first_byte(2), 0);
  EXPECT_EQ(world.first_byte(1), 1);
  EXPECT_EQ(world.losses(), (Losses{0, 0, 0}));
  EXPECT_FALSE(world.losses().any());
  EXPECT_EQ(world.first_byte(3), 0);
  EXPECT_EQ(world.losses(), (Losses{1, 0, 0}));
  EXPECT_TRUE(world.losses().any());
  EXPECT_EQ(world.first_byte(1), 2) << "it was used later than 2";
  EXPECT_EQ(world.first_byte(2), 0) << "it begins from zero";
  EXPECT_EQ(world.losses(), (Losses{2, 0, 0}));
  EXPECT_EQ(world.first_byte(1), 3);
  EXPECT_EQ(world.first_byte(3), 0) << "2 took its place";
}

TEST(Tenants, NeverDropTheUnsignedOne) {
  Bounded world("entropy: counter", {.tenants = 1, .calls = 100});
  const auto unsigned_tenant = world.tenants.of("");
  for (int tenant = 0; tenant < 10; ++tenant) world.first_byte(tenant);
  EXPECT_EQ(world.losses(), (Losses{9, 0, 0}));
  EXPECT_EQ(world.tenants.of(""), unsigned_tenant);
  for (const std::string& none :
       {std::string(129, 'A'), std::string("A B"), std::string("\xc3\xa4")}) {
    EXPECT_EQ(world.tenants.of(none), unsigned_tenant);
  }
}

// Users of emulators sign with an account ID or with "test", and expect to be alone.
TEST(Tenants, AreAnyAccessKeyIdsOfVisibleCharacters) {
  for (const auto* auth : {"off", "shape"}) {
    Bounded world(std::string("entropy: counter\nauth: ") + auth, {.tenants = 100, .calls = 100});
    std::set<std::shared_ptr<Tenant>> different{world.tenants.of("")};
    for (const std::string& key :
         {std::string("000000000001"), std::string("000000000002"), std::string("test"),
          std::string("gw0"), std::string("<img>"), std::string("~"), std::string(128, 'A')}) {
      EXPECT_TRUE(different.insert(world.tenants.of(key)).second) << key;
      EXPECT_EQ(world.tenants.of(key), world.tenants.of(key));
    }
  }
}

TEST(Tenants, ThatAreDroppedInTheMiddleOfARequestLiveUntilItsEnd) {
  Bounded world("entropy: counter", {.tenants = 1, .calls = 100});
  const auto dropped = world.tenants.of(id(1));
  const auto request = of_call("a", ask_for(1));
  const auto index_of_its_place = [&] {
    Case one{.request = request};
    one.said = aws::sdk_attempt_of(request);
    one.service = kms::Grant{1};
    Turn turn = dropped->next_turn(one);
    turn.decide(one);
    turn.settle(one);
    return one.order->draw.place.index;
  };
  EXPECT_EQ(index_of_its_place(), 0);
  world.first_byte(2);
  EXPECT_EQ(world.losses(), (Losses{1, 0, 0}));
  EXPECT_EQ(index_of_its_place(), 0) << "it knows its call";
  EXPECT_NE(world.tenants.of(id(1)), dropped);
}

TEST(Tenants, BeginAnewWithWhatIsTakenUp) {
  Bounded world("entropy: counter", {.tenants = 10, .calls = 100});
  EXPECT_EQ(world.first_byte(1), 0);
  EXPECT_EQ(world.first_byte(1), 1);
  const auto before = world.tenants.active();
  world.tenants.take_up({scenario_of("entropy: {source: fixed, hex: ['aa', 'bb']}"), 42});
  EXPECT_NE(world.tenants.active(), before);
  EXPECT_EQ(world.first_byte(1), 0xaa);
  EXPECT_EQ(world.first_byte(2), 0xaa);
  EXPECT_EQ(world.first_byte(1), 0xbb);
  EXPECT_EQ(world.losses(), (Losses{0, 0, 0})) << "a reload is no loss";
}

TEST(Tenants, ThatAreTakenFromARequestEndItAsTheyBegan) {
  Bounded world("rules: [{name: old, do: [latency: 1h]}]", {.tenants = 10, .calls = 100});
  const Case under_way = world.handle(signed_by(id(1), of_call("one", ask_for(1))));
  EXPECT_EQ(under_way.plan.rule, "old");
  world.tenants.take_up({scenario_of("rules: [{name: new, do: [close]}]"), 42});
  EXPECT_EQ(world.handle(signed_by(id(1), of_call("one", ask_for(1)))).plan.rule, "new");
  const auto end = under_way.at.monotonic + std::chrono::hours(1);
  EXPECT_EQ(under_way.tenant->clock().until(end), std::nullopt);
  world.clock.advance(std::chrono::hours(1));
  EXPECT_EQ(under_way.tenant->clock().until(end), base::Nanoseconds(0));
}

TEST(Tenants, LeaveTheRoomOfTheirCallsToWhatIsTakenUp) {
  Bounded world("entropy: counter", {.tenants = 10, .calls = 2});
  for (int round = 0; round < 5; ++round) {
    for (const auto* call : {"a", "b"}) world.handle(signed_by(id(1), of_call(call, ask_for(1))));
    world.tenants.take_up({scenario_of("entropy: counter"), 42});
  }
  EXPECT_EQ(world.losses(), (Losses{0, 0, 0}));
}

TEST(Tenants, AreTakenUpAnewUnderLoad) {
  Bounded world("entropy: counter", {.tenants = 3, .calls = 20});
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&world, t] {
      test::CountingEntropy entropy;
      for (int i = 0; i < 500; ++i) {
        const auto request = signed_by(id(t), of_call(std::to_string(i % 30), ask_for(1)));
        const World shared{entropy, world.tenants, world.journal, world.capture.log};
        ASSERT_EQ(mock::handle(request, shared).reply.status, 200);
      }
    });
  }
  for (int i = 0; i < 50; ++i) world.tenants.take_up({scenario_of("entropy: counter"), 42});
  for (std::thread& thread : threads) thread.join();
}

TEST(Tenants, WithExpectationsAreNeverDropped) {
  Bounded world("entropy: counter\nexpect: {rules_fired: all}", {.tenants = 2, .calls = 100});
  EXPECT_EQ(world.first_byte(1), 0);
  EXPECT_EQ(world.first_byte(2), 0);
  EXPECT_EQ(world.first_byte(3), 0);
  EXPECT_EQ(world.first_byte(4), 1) << "newcomers share the unsigned tenant";
  EXPECT_EQ(world.first_byte(3), 2);
  EXPECT_EQ(world.losses(), (Losses{0, 3, 0}));
  EXPECT_EQ(world.tenants.of(id(5)), world.tenants.of(""));
  EXPECT_EQ(world.first_byte(1), 1);
  EXPECT_EQ(world.first_byte(2), 1);
  EXPECT_EQ(world.losses(), (Losses{0, 4, 0})) << "and each of their requests counts";
}

TEST(Tenants, ThatAreLeastRecentlyUsedForgetTheirCallsWhenThereAreTooMany) {
  Bounded world("entropy: counter", {.tenants = 10, .calls = 2});
  EXPECT_EQ(world.first_byte(1, "a"), 0);
  EXPECT_EQ(world.first_byte(2, "a"), 0);
  EXPECT_EQ(world.first_byte(1, "a"), 0);
  EXPECT_EQ(world.losses(), (Losses{0, 0, 0}));
  EXPECT_EQ(world.first_byte(3, "a"), 0);
  EXPECT_EQ(world.first_byte(3, "a"), 0) << "it is remembered";
  EXPECT_EQ(world.losses(), (Losses{0, 0, 1})) << "so that of 2 had to go";
  EXPECT_EQ(world.first_byte(1, "a"), 0) << "it was used later";
  EXPECT_EQ(world.first_byte(2, "a"), 1) << "it is a new call";
  EXPECT_EQ(world.first_byte(2, "a"), 1);
  EXPECT_EQ(world.losses(), (Losses{0, 0, 2})) << "for which that of 3 had to go";
  EXPECT_EQ(world.first_byte(3, "a"), 1);
}

TEST(Tenants, KeepTheirCallsWhileNobodyElseHasAny) {
  Bounded world("entropy: counter", {.tenants = 10, .calls = 2});
  for (const int byte : {0, 1, 2}) EXPECT_EQ(world.first_byte(1, fmt::format("{}", byte)), byte);
  for (const int byte : {0, 1, 2}) EXPECT_EQ(world.first_byte(1, fmt::format("{}", byte)), byte);
  EXPECT_EQ(world.losses(), (Losses{0, 0, 0}));
}

TEST(Tenants, RememberNoCallOfRequestsThatNameNone) {
  Bounded world("entropy: counter", {.tenants = 10, .calls = 1});
  EXPECT_EQ(world.first_byte(1, "a"), 0);
  for (int i = 1; i <= 10; ++i) EXPECT_EQ(world.first_byte(1), i);
  EXPECT_EQ(world.first_byte(1, "a"), 0);
  EXPECT_EQ(world.losses(), (Losses{0, 0, 0}));
}

TEST(Tenants, ForgetTheOldestOf1024CallsOfOne) {
  Bounded world("entropy: {source: fixed, hex: ['00', '01', '02'], then: last}",
                {.tenants = 10, .calls = 1025});
  const auto call = [](int number) { return fmt::format("call {}", number); };
  for (int i = 0; i < 1024; ++i) world.first_byte(1, call(i));
  EXPECT_EQ(world.first_byte(1, call(0)), 0);
  EXPECT_EQ(world.losses(), (Losses{0, 0, 0}));
  world.first_byte(1, call(1024));
  EXPECT_EQ(world.losses(), (Losses{0, 0, 1}));
  EXPECT_EQ(world.first_byte(1, call(1)), 1) << "it is remembered";
  EXPECT_EQ(world.first_byte(1, call(0)), 2) << "it is not";
  EXPECT_EQ(world.losses(), (Losses{0, 0, 2}));
  EXPECT_EQ(world.first_byte(2, call(0)), 0);
  EXPECT_EQ(world.losses(), (Losses{0, 0, 2})) << "those that it forgets leave room for others";
}

TEST(Tenants, ThatAreDroppedLeaveTheRoomOfTheirCalls) {
  Bounded world("entropy: counter", {.tenants = 1, .calls = 2});
  EXPECT_EQ(world.first_byte(1, "a"), 0);
  EXPECT_EQ(world.first_byte(1, "b"), 1);
  EXPECT_EQ(world.first_byte(2, "a"), 0);
  EXPECT_EQ(world.first_byte(2, "b"), 1);
  EXPECT_EQ(world.first_byte(2, "a"), 0);
  EXPECT_EQ(world.losses(), (Losses{1, 0, 0}));
}

// What is asserted is little: that nobody gets fewer bytes, or none, while tenants and calls come
// and go under each other's hands. A sanitizer sees the rest.
TEST(Tenants, ServeManyThreadsAtTheirBounds) {
  constexpr int threads = 8;
  constexpr int requests = 400;
  for (const std::string more : {"", "expect: {rules_fired: all}\n"}) {
    Bounded world(
        "retries: same\nrules: [{per: call, chance: 0.5, do: [entropy: seeded]}]\n" + more,
        {.tenants = 3, .calls = 5});
    std::vector<int> answered(threads);
    std::vector<std::thread> running;
    for (int t = 0; t < threads; ++t) {
      running.emplace_back([&world, &answered, t] {
        for (int i = 0; i < requests; ++i) {
          const auto request = signed_by(
              id((t + i) % 6), of_call(fmt::format("call {}", i % 4), ask_for(i % 40 + 1)));
          const Case exchange = world.handle(request);
          if (exchange.reply.status == 200 &&
              test::bytes_in(exchange.reply.body).size() == static_cast<std::size_t>(i % 40 + 1)) {
            ++answered[static_cast<std::size_t>(t)];
          }
        }
      });
    }
    for (std::thread& thread : running) thread.join();
    EXPECT_EQ(answered, std::vector<int>(threads, requests));
    EXPECT_GT(world.losses().forgotten, 0);
    EXPECT_EQ(world.losses().dropped == 0, !more.empty());
    EXPECT_EQ(world.losses().shared == 0, more.empty());
  }
}

// --- tenants that last

std::uint64_t dropped_of(Bounded& world, const std::string& key) {
  const auto part = world.tenants.of(key)->journal();
  return world.journal.read(std::span(&part, 1)).dropped;
}

void record(Bounded& world, int tenant) {
  const auto found = world.tenants.of(id(tenant));
  Case one{.request = http::HttpRequest{}};
  one.tenant = found;
  world.journal.close(world.journal.open(found->journal().get(), std::make_shared<Entry>(one)), {});
}

TEST(LastingTenants, AreNeverDropped) {
  Bounded world("", {.tenants = 2, .calls = 100});
  scenario::Credential credential;
  credential.access_key_id = "ISSUED";
  EXPECT_TRUE(world.tenants.issue(credential, nullptr));
  EXPECT_FALSE(world.tenants.issue(credential, nullptr)) << "the key is taken";
  world.first_byte(1);
  EXPECT_TRUE(world.tenants.take_up(id(1), {scenario_of("name: own"), seed}));
  world.first_byte(2);
  EXPECT_EQ(world.losses(), (Losses{0, 1, 0})) << "there is no place";
  EXPECT_EQ(world.tenants.find("ISSUED")->name(), "ISSUED");
  EXPECT_FALSE(world.tenants.take_up("nobody", {scenario_of("name: own"), seed}));
}

TEST(LastingTenants, ForgetCallsBeforeThoseThatWereUsedLater) {
  Bounded world("", {.tenants = 100, .calls = 10});
  world.first_byte(1);
  ASSERT_TRUE(world.tenants.take_up(id(1), {scenario_of("name: own"), seed}));
  for (int call = 0; call < 11; ++call) world.first_byte(1, std::to_string(call));
  EXPECT_EQ(world.losses(), (Losses{0, 0, 0})) << "it bounds its own calls";
  world.first_byte(2, "a");
  EXPECT_EQ(world.losses(), (Losses{0, 0, 11}));
  world.first_byte(3, "b");
  world.first_byte(2, "a");
  EXPECT_EQ(world.losses(), (Losses{0, 0, 11})) << "nobody else had to forget";
}

TEST(TenantsThatWereDropped, KnowWhatTheJournalLostWithThem) {
  Bounded world("", {.tenants = 1, .calls = 100});
  record(world, 1);
  record(world, 1);
  record(world, 2);
  EXPECT_EQ(dropped_of(world, id(2)), 0u);
  EXPECT_EQ(dropped_of(world, id(1)), 2u);
  EXPECT_EQ(world.journal.figures().dropped, 3u) << "that of the other is lost as well now";
}

TEST(TenantsOfAnotherScenario, KeepTheirJournalWhereTheirKeysAreUnknown) {
  Bounded world("", {.tenants = 10, .calls = 100});
  record(world, 1);
  world.tenants.take_up({scenario_of("auth: strict"), seed});
  EXPECT_EQ(world.tenants.of(id(1))->name(), "") << "it is nobody now";
  const auto part = world.tenants.find(id(1))->journal();
  EXPECT_EQ(world.journal.read(std::span(&part, 1)).records.size(), 1u);
}

}  // namespace
}  // namespace krm::mock
