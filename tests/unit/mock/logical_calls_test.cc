// Logical calls: how attempts are joined, and what is said of them.
#include "mock/logical_calls.h"

#include <gtest/gtest.h>

#include "mock/service.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::mock {
namespace {

using namespace std::chrono_literals;
using End = http::DeliveryReport::End;
using Outcome = scenario::Call::Outcome;
using test::ask_for;
using test::of_call;
using test::with;

http::HttpRequest attempt(std::string_view call, int number) {
  return with(of_call(call, ask_for(4)), "amz-sdk-request",
              "attempt=" + std::to_string(number) + "; max=3");
}

class Calling : public test::ScenarioWorld {
 public:
  using ScenarioWorld::ScenarioWorld;

  http::Answer open(const http::HttpRequest& request) {
    return make_service(world(), false)(request);
  }
  void ask(const http::HttpRequest& request, End end = End::complete) {
    open(request).closed({end, 300, 60});
  }
  std::vector<scenario::Call> calls() {
    std::vector<std::shared_ptr<Journal::Part>> parts;
    for (const auto& listed : tenants.all()) parts.push_back(listed.tenant->journal());
    return logical_calls(journal.read(parts).records);
  }
  scenario::Call only() {
    auto all = calls();
    EXPECT_EQ(all.size(), 1u);
    return all.front();
  }
};

TEST(LogicalCalls, JoinAttemptsByTenantAndInvocation) {
  Calling world;
  for (const auto& request : {attempt("a", 1), attempt("b", 1), attempt("a", 2),
                              test::signed_by("gw0", attempt("a", 1)), ask_for(4), ask_for(4)}) {
    world.ask(request);
  }
  std::vector<std::size_t> sizes;
  for (const scenario::Call& call : world.calls()) sizes.push_back(call.attempts.size());
  EXPECT_EQ(sizes, (std::vector<std::size_t>{2, 1, 1, 1, 1}));
}

TEST(LogicalCalls, MeasureTheWaitOfTheClientAndNotTheServersDelay) {
  Calling world("rules: [{do: [latency: 1s]}]");
  const auto first = world.open(attempt("a", 1));
  world.clock.advance(1s);
  first.closed({});
  world.clock.advance(250ms);
  world.ask(attempt("a", 2));
  const scenario::Call call = world.only();
  EXPECT_FALSE(call.gap_before(0));
  EXPECT_EQ(call.gap_before(1), 250ms);
  EXPECT_EQ(call_view(call).ms, 1250.0);
}

TEST(LogicalCalls, HaveNoNegativeGapAndNoneWhileTheAttemptBeforeIsOpen) {
  Calling world;
  const auto first = world.open(attempt("a", 1));
  world.clock.advance(10ms);
  world.ask(attempt("a", 2));
  EXPECT_FALSE(world.only().gap_before(1));
  world.clock.advance(10ms);
  first.closed({End::client_left, 0, 0});
  EXPECT_EQ(world.only().gap_before(1), 0ms);
}

TEST(LogicalCalls, MarkWhatAnHttpClientSentAgainInWhateverOrder) {
  Calling world;
  for (const int number : {1, 1, 2, 1, 3}) world.ask(attempt("a", number));
  std::string marks;
  const scenario::Call call = world.only();
  for (const scenario::Attempt& one : call.attempts) {
    marks += std::to_string(one.number) + (one.is_resent ? "again " : " ");
  }
  EXPECT_EQ(marks, "1 1again 2 2again 3 ");
  EXPECT_EQ(call_view(world.only()).resends, 2);
}

TEST(LogicalCalls, SucceedWithAWhole200ThatNoFaultHasDamaged) {
  const auto outcome = [](const std::string& yaml, End end) {
    Calling world(yaml);
    world.ask(attempt("a", 1), end);
    return world.only().outcome();
  };
  EXPECT_EQ(outcome("", End::complete), Outcome::succeeded);
  EXPECT_EQ(outcome("", End::client_left), Outcome::failed);
  EXPECT_EQ(outcome("rules: [{do: [reply: {status: 200}]}]", End::complete), Outcome::succeeded);
  EXPECT_EQ(outcome("rules: [{do: [entropy: zeros]}]", End::complete), Outcome::succeeded);
  EXPECT_EQ(outcome("rules: [{do: [error: ThrottlingException]}]", End::complete), Outcome::failed);
  EXPECT_EQ(outcome("rules: [{do: [payload: empty]}]", End::complete), Outcome::failed);
  EXPECT_EQ(outcome("rules: [{do: [truncate: 3]}]", End::cut), Outcome::failed);
}

TEST(LogicalCalls, AreOpenWhileAnAttemptIsUnderWay) {
  Calling world;
  const auto answer = world.open(attempt("a", 1));
  EXPECT_EQ(world.only().outcome(), Outcome::open);
  EXPECT_FALSE(call_view(world.only()).ms);
  answer.closed({});
  EXPECT_EQ(world.only().outcome(), Outcome::succeeded);
}

}  // namespace
}  // namespace krm::mock
