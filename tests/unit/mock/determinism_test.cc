// A tenant's decisions and bytes depend on scenario, seed and the order of its own requests alone.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::mock {
namespace {

constexpr int tenant_count = 24;
constexpr int requests_in_a_run = 60;
constexpr int thread_count = 8;

constexpr std::string_view rules = R"(
- name: chance
  chance: 0.2
  do: [error: ThrottlingException]
- name: times
  when: {number_of_bytes: {min: 20, max: 30}}
  times: 3
  do: [entropy: stuck_bit, header: {x-seen: times}]
- name: every
  skip: 2
  every: 5
  do: [latency: {lognormal: {median: 80ms, sigma: 0.4}}]
- name: call
  per: call
  chance: 0.4
  do:
    - latency: {uniform: {min: 1s, max: 1h}}
    - entropy: seeded
    - payload: {long_by: 1}
- when: {attempt: 2}
  chance: 0.5
  do: [garbage]
)";

std::string scenario_with(std::string_view stream, std::string_view all_rules) {
  return fmt::format("entropy: seeded\nstream: {}\nrules:{}", stream, all_rules);
}

using Transcript = std::vector<std::string>;  // of one tenant

// What became of a request: who decided what, and every byte that follows from the seed.
std::string line_of(const Case& exchange) {
  const scenario::Plan& plan = exchange.plan;
  return fmt::format(
      "{} {} {} ms {} {}", plan.rule, plan.outcome ? "ok" : aws::name_of(plan.outcome.error()),
      plan.delivery.delay.count(), exchange.reply.body, plan.delivery.garbage.value_or(""));
}

// The i-th request of a tenant; three of them are one call, and one in eight is a mistake.
http::HttpRequest request(int tenant, int i) {
  auto one = i % 8 == 5 ? test::generate_random("{}") : test::ask_for((tenant + 7 * i) % 40 + 1);
  one = test::of_call(fmt::format("call {}", i / 3), std::move(one));
  return test::signed_by(fmt::format("AKIA{:016}", tenant), std::move(one));
}

using Transcripts = std::vector<Transcript>;

Transcripts one_after_the_other(const std::string& yaml) {
  test::ScenarioWorld world(yaml);
  Transcripts all(tenant_count);
  for (int tenant = 0; tenant < tenant_count; ++tenant) {
    for (int i = 0; i < requests_in_a_run; ++i) {
      all[static_cast<std::size_t>(tenant)].push_back(line_of(world.handle(request(tenant, i))));
    }
  }
  return all;
}

// Each thread serves some of the tenants, a request of each in turn.
Transcripts all_at_once(const std::string& yaml) {
  test::ScenarioWorld world(yaml);
  Transcripts all(tenant_count);
  std::vector<std::thread> running;
  for (int thread = 0; thread < thread_count; ++thread) {
    running.emplace_back([&, thread] {
      for (int i = 0; i < requests_in_a_run; ++i) {
        for (int tenant = thread; tenant < tenant_count; tenant += thread_count) {
          all[static_cast<std::size_t>(tenant)].push_back(
              line_of(world.handle(request(tenant, i))));
        }
      }
    });
  }
  for (std::thread& thread : running) thread.join();
  return all;
}

TEST(Determinism, IsNotDisturbedByOtherTenantsOrThreads) {
  for (const std::string_view stream : {"shared", "per-tenant"}) {
    const std::string yaml = scenario_with(stream, rules);
    const Transcripts expected = one_after_the_other(yaml);
    EXPECT_EQ(all_at_once(yaml), expected) << stream;
    EXPECT_EQ(all_at_once(yaml), expected) << stream;
  }
}

TEST(Determinism, IsTestedWithEveryRuleAtWork) {
  std::set<std::string> deciding;
  for (const Transcript& transcript : one_after_the_other(scenario_with("shared", rules))) {
    for (const std::string& line : transcript) deciding.insert(line.substr(0, line.find(' ')));
  }
  EXPECT_EQ(deciding.size(), 6U) << "five rules, and none of them";
}

TEST(Determinism, HoldsForTheSeedAndNoOther) {
  const auto scenario = test::scenario_of(scenario_with("shared", rules));
  const auto transcript = [&](std::uint64_t seed) {
    test::ScenarioWorld world(scenario, seed);
    Transcript lines;
    for (int i = 0; i < requests_in_a_run; ++i)
      lines.push_back(line_of(world.handle(request(0, i))));
    return lines;
  };
  EXPECT_EQ(transcript(1), transcript(1));
  EXPECT_NE(transcript(1), transcript(2));
}

TEST(Determinism, GivesAllTenantsTheSameUnlessStreamsArePerTenant) {
  const auto same_requests = [](std::string_view stream) {
    test::ScenarioWorld world(scenario_with(stream, rules));
    std::set<Transcript> different;
    for (int tenant = 0; tenant < 4; ++tenant) {
      Transcript lines;
      for (int i = 0; i < requests_in_a_run; ++i) {
        lines.push_back(line_of(
            world.handle(test::signed_by(fmt::format("AKIA{:016}", tenant), request(0, i)))));
      }
      different.insert(lines);
    }
    return different.size();
  };
  EXPECT_EQ(same_requests("shared"), 1U);
  EXPECT_EQ(same_requests("per-tenant"), 4U);
}

TEST(Determinism, IsKeptWhenARuleIsAddedThatDecidesNothing) {
  const std::string idle =
      "\n- {when: {region: mars-east-1}, chance: 0.5, times: 1, do: [error: InternalFailure]}";
  const std::string nameless_and_idle = "\n- {when: {target: absent}, chance: 0.5, do: [garbage]}";
  const Transcripts expected = one_after_the_other(scenario_with("shared", rules));
  const std::string given(rules);
  for (const std::string& more :
       {idle + given, given + idle, nameless_and_idle + idle + given, given + nameless_and_idle}) {
    EXPECT_EQ(one_after_the_other(scenario_with("shared", more)), expected) << more;
  }
}

TEST(Determinism, IsKeptByTheRequestsThatAnAddedRuleDoesNotDecide) {
  // The chance of each request is its own: what "large" takes away from one it adds to no other.
  constexpr std::string_view chance =
      "\n- {name: chance, chance: 0.5, do: [latency: {uniform: {min: 1s, max: 1h}}]}";
  const std::string large =
      "\n- {name: large, when: {number_of_bytes: {min: 33}}, chance: 0.5, do: [latency: 1ms]}";
  const auto before = one_after_the_other(scenario_with("shared", chance));
  const auto after = one_after_the_other(scenario_with("shared", large + std::string(chance)));
  int taken = 0;
  for (std::size_t tenant = 0; tenant < before.size(); ++tenant) {
    for (std::size_t i = 0; i < before[tenant].size(); ++i) {
      if (after[tenant][i].starts_with("large ")) {
        ++taken;
      } else {
        EXPECT_EQ(after[tenant][i], before[tenant][i]) << tenant << ' ' << i;
      }
    }
  }
  EXPECT_GT(taken, 0);
}

}  // namespace
}  // namespace krm::mock
