// The journal: what it holds of requests, and what it drops.
#include "mock/journal.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "mock/request_view.h"
#include "mock/service.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::mock {
namespace {

using test::ask_for;
using test::of_call;
using test::signed_by;

using End = http::DeliveryReport::End;

// A server whose journal has so much room.
class SmallJournal : public test::ScenarioWorld {
 public:
  explicit SmallJournal(std::size_t bytes)
      : small({.bytes = bytes}), named(clock, small, active()) {}

  http::Answer open(const std::string& tenant) {
    return make_service({*entropy, named, small, capture.log},
                        false)(signed_by(tenant, ask_for(32)));
  }
  void ask(const std::string& tenant) { open(tenant).closed({}); }

  Journal::Reading read(const std::string& tenant) {
    const auto part = named.of(tenant)->journal();
    return small.read(std::span(&part, 1));
  }
  std::vector<std::uint64_t> ids(const std::string& tenant) {
    std::vector<std::uint64_t> all;
    for (const Record& record : read(tenant).records) all.push_back(record.entry->id);
    return all;
  }

  static ActiveScenario active() { return {std::make_shared<const scenario::Scenario>(), 42}; }

  Journal small;
  Tenants named;
};

using Ids = std::vector<std::uint64_t>;
constexpr std::size_t plenty = std::size_t{1} << 20;

TEST(Journal, HasAnEntryBeforeAByteOfItsReplyLeaves) {
  SmallJournal world(plenty);
  const http::Answer answer = world.open("gw0");
  ASSERT_EQ(world.ids("gw0"), Ids{1});
  EXPECT_FALSE(world.read("gw0").records.front().ending);
  world.clock.advance(std::chrono::milliseconds(84));
  answer.closed({End::complete, 300, 60});
  const auto ending = world.read("gw0").records.front().ending;
  ASSERT_TRUE(ending);
  EXPECT_EQ(ending->how, Ending::How::sent);
  EXPECT_EQ(ending->body_bytes, 60u);
}

TEST(Journal, KeepsTenantsApartAndNumbersThemTogether) {
  SmallJournal world(plenty);
  for (const auto* tenant : {"gw0", "gw1", "gw0"}) world.ask(tenant);
  EXPECT_EQ(world.ids("gw0"), (Ids{1, 3}));
  EXPECT_EQ(world.ids("gw1"), Ids{2});
}

TEST(Journal, DropsTheOldestAndCountsItForItsTenant) {
  SmallJournal world(plenty);
  world.ask("gw0");
  const std::size_t of_a_scenario = world.small.figures().bytes;
  world.ask("gw0");
  const std::size_t of_one = world.small.figures().bytes - of_a_scenario;

  SmallJournal small(of_a_scenario + 3 * of_one);
  for (int i = 0; i < 10; ++i) small.ask("gw0");
  EXPECT_LE(small.small.figures().bytes, of_a_scenario + 3 * of_one);
  const auto reading = small.read("gw0");
  EXPECT_EQ(reading.records.size() + reading.dropped, 10u);
  EXPECT_EQ(reading.records.back().entry->id, 10u);
  small.ask("gw1");
  EXPECT_EQ(small.read("gw1").dropped, 0u);
  EXPECT_EQ(small.small.figures().dropped, small.read("gw0").dropped);
}

TEST(Journal, NeverDropsAnOpenEntry) {
  SmallJournal world(1);
  const http::Answer open = world.open("gw0");
  for (int i = 0; i < 3; ++i) world.ask("gw0");
  EXPECT_EQ(world.ids("gw0"), Ids{1});
  EXPECT_EQ(world.read("gw0").dropped, 3u);
  open.closed({});
  EXPECT_EQ(world.ids("gw0"), Ids{});
  EXPECT_EQ(world.read("gw0").dropped, 4u);
  EXPECT_EQ(world.small.figures().bytes, 0u);
}

TEST(Journal, OfNoBytesKeepsNothing) {
  SmallJournal world(0);
  world.ask("gw0");
  EXPECT_FALSE(world.small.is_kept());
  EXPECT_EQ(world.small.figures().entries, 0u);
}

TEST(Journal, ForgetsWhatIsClearedAlsoWhileItIsOpen) {
  SmallJournal world(plenty);
  const http::Answer open = world.open("gw0");
  world.ask("gw0");
  world.small.clear(*world.named.of("gw0")->journal());
  EXPECT_EQ(world.ids("gw0"), Ids{});
  open.closed({});
  EXPECT_EQ(world.ids("gw0"), Ids{});
  EXPECT_EQ(world.small.figures().entries, 0u);
  EXPECT_EQ(world.small.figures().bytes, 0u);
  world.ask("gw0");
  EXPECT_EQ(world.ids("gw0"), Ids{3});
}

TEST(Journal, OfAResetTenantDoesNotSeeRequestsFromBefore) {
  SmallJournal world(plenty);
  const http::HttpRequest late = signed_by("gw0", ask_for(1));
  const http::Answer before = world.open("gw0");
  const std::shared_ptr<Tenant> old = world.named.of("gw0");
  ASSERT_TRUE(world.named.reset("gw0"));
  before.closed({});
  Case one{.request = late};
  one.tenant = old;
  world.small.close(world.small.open(old->journal().get(), std::make_shared<Entry>(one)), {});
  EXPECT_EQ(world.ids("gw0"), Ids{});
  EXPECT_EQ(world.read("gw0").dropped, 0u);
}

TEST(Journal, StaysWhenAScenarioIsTakenUp) {
  SmallJournal world(plenty);
  world.ask("gw0");
  world.named.take_up({test::scenario_of("name: other"), 42});
  world.ask("gw0");
  const auto records = world.read("gw0").records;
  ASSERT_EQ(records.size(), 2u);
  EXPECT_NE(records[0].entry->active->digest(), records[1].entry->active->digest());
}

TEST(Journal, CountsAScenarioThatOnlyItsEntriesKeepAlive) {
  SmallJournal world(plenty);
  world.ask("gw0");
  const auto before = world.small.figures().bytes;
  world.named.take_up({test::scenario_of("description: " + std::string(5000, 'x')), 42});
  world.ask("gw0");
  EXPECT_GT(world.small.figures().bytes, before + 5000);
}

TEST(Journal, LosesNothingToTwoThreadsThatHammerIt) {
  SmallJournal world(std::size_t{1} << 16);
  constexpr int each = 2000;
  std::vector<std::thread> threads;
  for (const auto* tenant : {"gw0", "gw1"}) {
    threads.emplace_back([&world, tenant] {
      test::CountingEntropy entropy;
      const auto service =
          make_service({entropy, world.named, world.small, world.capture.log}, false);
      const auto request = signed_by(tenant, ask_for(1));
      for (int i = 0; i < each; ++i) service(request).closed({});
    });
  }
  for (int i = 0; i < 50; ++i) world.read("gw0");
  for (std::thread& thread : threads) thread.join();
  for (const auto* tenant : {"gw0", "gw1"}) {
    const auto reading = world.read(tenant);
    EXPECT_EQ(reading.records.size() + reading.dropped, static_cast<std::size_t>(each));
  }
  EXPECT_LE(world.small.figures().bytes, std::size_t{1} << 16);
}

// --- what becomes of a delivery

std::string how(const std::string& yaml, End end) {
  test::ScenarioWorld world(yaml);
  const auto answer = make_service(world.world(), false)(ask_for(4));
  answer.closed({end, 0, 0});
  const auto part = world.tenants.of("")->journal();
  return std::string(
      base::word_of(world.journal.read(std::span(&part, 1)).records.front().ending->how));
}

TEST(Ending, SaysHowADeliveryEnded) {
  EXPECT_EQ(how("", End::complete), "sent");
  EXPECT_EQ(how("", End::client_left), "client left");
  EXPECT_EQ(how("", End::failed), "client left");
  EXPECT_EQ(how("", End::stopped), "stopped");
  EXPECT_EQ(how("rules: [{do: [close]}]", End::cut), "closed");
  EXPECT_EQ(how("rules: [{do: [garbage]}]", End::cut), "closed");
  EXPECT_EQ(how("rules: [{do: [truncate: 3]}]", End::cut), "cut");
  EXPECT_EQ(how("rules: [{do: [{reset: before}]}]", End::cut), "reset");
}

// --- what an entry shows

std::string shown(test::ScenarioWorld& world, const http::HttpRequest& request,
                  const Detail& detail = {.rules = true}) {
  make_service(world.world(), false)(request).closed({End::complete, 300, 60});
  std::vector<std::shared_ptr<Journal::Part>> parts;
  for (const auto& listed : world.tenants.all()) parts.push_back(listed.tenant->journal());
  const auto record = world.journal.find(parts, world.journal.figures().entries);
  return document::to_json_line(request_view(*record, detail));
}

TEST(RequestView, ShowsWhatWasAskedAndWhatBecameOfIt) {
  test::ScenarioWorld world(
      "rules:\n"
      "- {name: small, when: {number_of_bytes: {max: 16}}, do: [close]}\n"
      "- {name: two throttles, times: 2, do: [error: ThrottlingException, latency: 83ms]}\n");
  auto request = of_call("an-id", signed_by("gw0", ask_for(32)));
  request = test::with(request, "amz-sdk-request", "attempt=1; max=3");
  request = test::with(request, "User-Agent", "Boto3/1.44.5 md/Botocore#1.44.5");
  request.connection = 3;
  request.transport = http::Transport::https;
  EXPECT_EQ(
      shown(world, request),
      R"({"id":1,"tenant":"gw0","request_id":"00010203-0405-4607-8809-0a0b0c0d0e0f",)"
      R"("at":"2026-11-24T07:15:00.000Z","arrived_ms":1795504500000,"clock_ms":0,"scenario":")" +
          world.tenants.active()->digest() +
          R"(","connection":3,"transport":"https","client":{"sdk":"boto3","version":"1.44.5",)"
          R"("user_agent":"Boto3/1.44.5 md/Botocore#1.44.5"},"call":{"index":0,)"
          R"("invocation_id":"an-id","attempt":1,"max":3,"resent":false},)"
          R"("operation":"GenerateRandom","region":"us-east-1","asked":{"number_of_bytes":32,)"
          R"("custom_key_store_id":null,"recipient":false},"signature":{"checked":"off",)"
          R"("right":null,"well_formed":null,"likely_cause":null},"service":{"ok":true,"error":null,"why":null},)"
          R"("rule":"two throttles","rules":[{"rule":"small","verdict":"no",)"
          R"("because":"number_of_bytes is 32, wanted at most 16"},{"rule":"two throttles",)"
          R"("verdict":"fired","because":null}],"faults":[{"error":"ThrottlingException"},)"
          R"({"latency":"83ms"}],"reply":{"status":400,"error":"ThrottlingException","bytes":0,)"
          R"("sha256":null,"payload":null,"damaged":false,"retry_after_ms":null,)"
          R"("retry_after_s":null},"forwarded":null,"ended":{"how":"sent","body_bytes":60,"ms":0}})"
          "\n");
}

TEST(RequestView, ShowsBytesByTheirDigestUnlessMoreIsAskedFor) {
  test::ScenarioWorld world;
  const std::string digest =
      R"("bytes":2,"sha256":"3a393a862889fd2bcc4a2939b02eab350625a27342e6a8257769839cbd458e5b",)";
  EXPECT_NE(shown(world, ask_for(2)).find(digest + R"("payload":null,)"), std::string::npos);
  EXPECT_NE(shown(world, ask_for(2), {.payload = true}).find(R"("payload":"1011",)"),
            std::string::npos);
}

TEST(RequestView, ShowsARequestThatCannotBeRead) {
  test::ScenarioWorld world;
  const std::string text = shown(world, test::generate_random("{"));
  EXPECT_NE(text.find(R"("asked":null,)"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("service":{"ok":false,"error":"SerializationException")"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace krm::mock
