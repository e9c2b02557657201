// What the SDKs of the last ten years send at three attempts of one call, and what is made of it.
// The lines are from the sources of the SDKs, or were captured (Ruby, boto3, Go, Java, JavaScript,
// Rust).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::mock {
namespace {

using test::ScenarioWorld;

struct Generation {
  std::string_view sdk;
  std::string_view id_header;                 // empty: none is sent
  std::string_view number_header;             // the same
  std::array<std::string_view, 3> numbers{};  // at each attempt
  // Each attempt, as "call.attempt".
  std::string_view seen = "0.1 0.2 0.3";
  std::string_view user_agent{};
};

constexpr std::string_view alone = "0.1 1.1 2.1";
constexpr std::string_view numbered = "0.1 1.2 2.3";

constexpr std::array generations{
    Generation{"botocore since 1.23.48, legacy",
               "amz-sdk-invocation-id",
               "amz-sdk-request",
               {"attempt=1", "ttl=20261130T012220Z; attempt=2; max=5",
                "ttl=20261130T012220Z; attempt=3; max=5"}},
    Generation{"botocore since 2026-08, standard",
               "amz-sdk-invocation-id",
               "amz-sdk-request",
               {"attempt=1; max=3", "ttl=20261130T012220Z; attempt=2; max=3",
                "ttl=20261130T012220Z; attempt=3; max=3"}},
    Generation{"JavaScript 3, Kotlin, .NET since 3.7",
               "amz-sdk-invocation-id",
               "amz-sdk-request",
               {"attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"}},
    Generation{"Go 2",
               "Amz-Sdk-Invocation-Id",
               "Amz-Sdk-Request",
               {"attempt=1; max=3", "attempt=2; max=3; ttl=20261130T012220Z",
                "attempt=3; max=3; ttl=20261130T012220Z"}},
    Generation{"Java 1 since 1.10.60, Java 2 before 2.15.41",
               "amz-sdk-invocation-id",
               "amz-sdk-retry",
               {"0/0/500", "1/57/495", "2/113/"}},
    Generation{"Java 2 since 2.15.41, which goes beyond its max",
               "amz-sdk-invocation-id",
               "amz-sdk-request",
               {"attempt=1; max=2", "attempt=2; max=2", "attempt=3; max=2"}},
    Generation{"Java 1 since 1.11.770",
               "amz-sdk-invocation-id",
               "amz-sdk-request",
               {"attempt=1;max=4", "ttl=20261130T012220Z;attempt=2;max=4",
                "ttl=20261130T012220Z;attempt=3;max=4"}},
    Generation{"Android", "aws-sdk-invocation-id", "aws-sdk-retry", {"0/0", "1/31", "2/99"}},
    Generation{"PHP 3 from 2016 to 2026",
               "aws-sdk-invocation-id",
               "aws-sdk-retry",
               {"0/0", "1/57.5", "2/113.25"}},
    Generation{"Ruby 3 from 3.193, standard",
               "Amz-Sdk-Invocation-Id",
               "Amz-Sdk-Request",
               {"attempt=0; max=3", "attempt=1; max=3; ttl=20261130T012220Z",
                "attempt=2; max=3; ttl=20261130T012220Z"},
               "0.1 0.2 0.3",
               "aws-sdk-ruby3/3.200.0"},
    Generation{"Ruby 3 since 3.267",
               "Amz-Sdk-Invocation-Id",
               "Amz-Sdk-Request",
               {"attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"},
               "0.1 0.2 0.3",
               "aws-sdk-ruby3/3.267.0"},
    Generation{"Ruby 3 from 3.193, legacy", "Amz-Sdk-Invocation-Id", ""},
    Generation{"Ruby 3 before 3.193, standard",
               "",
               "Amz-Sdk-Request",
               {"attempt=0; max=3", "attempt=1; max=3; ttl=20261130T012220Z",
                "attempt=2; max=3; ttl=20261130T012220Z"},
               numbered,
               "aws-sdk-ruby3/3.168.1 ruby/3.1.2 x86_64-linux-gnu aws-sdk-kms/1.24.0"},
    Generation{"C++ since 1.8",
               "amz-sdk-invocation-id",
               "amz-sdk-request",
               {"attempt=1", "attempt=2; max=3", "ttl=20261130T012220Z; attempt=3; max=3"}},
    Generation{"JavaScript 2, Go 1, older CLI 2, aws-c-*", "", "", {}, alone},
};

// The request of one attempt.
http::HttpRequest attempt(const Generation& generation, std::size_t index,
                          std::string_view id = "6135d053-45b6-08b5-9c5f-5a3ee21e3c1c") {
  http::HttpRequest request = test::ask_for(1);
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!name.empty()) request.headers.push_back({std::string(name), std::string(value)});
  };
  add(generation.id_header, id);
  add(generation.number_header, generation.numbers[index]);
  if (!generation.user_agent.empty()) add("User-Agent", generation.user_agent);
  return request;
}

// Rules that tell calls and attempts apart.
std::string rules() {
  std::string yaml = "rules:\n";
  for (int call = 0; call < 4; ++call) {
    for (int number = 1; number <= 4; ++number) {
      yaml += fmt::format("- {{name: '{0}.{1}', when: {{call: {0}, attempt: {1}}}, do: [close]}}\n",
                          call, number);
    }
  }
  return yaml;
}

TEST(SdkGenerations, HaveTheAttemptsOfACallJoined) {
  for (const Generation& generation : generations) {
    ScenarioWorld world(rules());
    std::string seen;
    for (std::size_t i = 0; i < 3; ++i) {
      seen += (i > 0 ? " " : "") + world.handle(attempt(generation, i)).plan.rule;
    }
    EXPECT_EQ(seen, generation.seen) << generation.sdk;
  }
}

TEST(SdkGenerations, HaveTheirNextCallToldApart) {
  for (const Generation& generation : generations) {
    if (generation.id_header.empty()) continue;
    ScenarioWorld world(rules());
    for (std::size_t i = 0; i < 3; ++i) world.handle(attempt(generation, i));
    EXPECT_EQ(world.handle(attempt(generation, 0, "ffff")).plan.rule, "1.1") << generation.sdk;
  }
}

TEST(SdkGenerations, ResendWithoutANewAttempt) {
  ScenarioWorld world(rules());
  const Generation& js = generations[2];
  for (const auto& [index, rule] : {std::pair<std::size_t, const char*>{0, "0.1"},
                                    {0, "0.1"},
                                    {1, "0.2"},
                                    {1, "0.2"},
                                    {2, "0.3"}}) {
    EXPECT_EQ(world.handle(attempt(js, index)).plan.rule, rule);
  }
}

// --- the warning

std::string warning(std::string_view rule, std::string_view tenant = "-",
                    std::string_view agent = "") {
  return fmt::format(
      "warning: rule \"{}\" is about calls, and tenant \"{}\"{} sends no "
      "amz-sdk-invocation-id: each of its requests is a call, retries included; docs/rules.md says "
      "which clients send none\n",
      rule, tenant, agent.empty() ? "" : fmt::format(" (\"{}\")", agent));
}

TEST(RulesAboutCalls, WarnOnceOfRequestsWithoutAnId) {
  ScenarioWorld world(
      "rules:\n"
      "- {name: one, when: {attempt: 7}, do: [close]}\n"
      "- {name: two, when: {any: [{not: {call: 1}}, {number_of_bytes: 1}]}, do: [close]}\n"
      "- {name: three, per: call, do: [close]}\n");
  world.handle(test::of_call("a", test::ask_for(1)));
  EXPECT_EQ(world.capture.text(), "");
  world.handle(test::generate_random("{"));
  EXPECT_EQ(world.capture.text(), "") << "it asks for nothing";
  const auto request = test::with(test::signed_by("gw0", test::ask_for(1)), "User-Agent", "curl/8");
  for (int i = 0; i < 3; ++i) world.handle(request);
  EXPECT_EQ(world.capture.text(), warning("one", "gw0", "curl/8") + warning("two", "gw0", "curl/8"))
      << "the third was not looked at";
}

TEST(RulesAboutCalls, WarnOfRequestsThatAreForwarded) {
  ScenarioWorld world(
      "upstream: http://moto:5000\n"
      "rules: [{name: one, when: {operation: Encrypt, attempt: 1}, do: [close]}]");
  world.handle(test::with(test::ask_for(1), "X-Amz-Target", "TrentService.Encrypt"));
  EXPECT_EQ(world.capture.text(), warning("one"));
}

TEST(RulesAboutCalls, DoNotWarnWhereTheyCouldNotMatch) {
  ScenarioWorld world(
      "rules:\n"
      "- {name: size, when: {number_of_bytes: 9, attempt: 1}, do: [close]}\n"
      "- {name: later, between: [1h, 2h], per: call, do: [close]}\n"
      "- {name: refused, when: {outcome: ThrottlingException, call: 0}, do: [close]}\n"
      "- {name: bytes, per: call, when: {custom_key_store_id: present}, do: [payload: empty]}\n");
  for (int i = 0; i < 3; ++i) world.handle(test::ask_for(1));
  EXPECT_EQ(world.capture.text(), "");
  world.handle(test::ask_for(9));
  EXPECT_EQ(world.capture.text(), warning("size"));
}

TEST(RulesAboutCalls, AreNoOthers) {
  ScenarioWorld world(
      "rules: [{when: {number_of_bytes: 1}, skip: 1, every: 2, times: 1, do: [close]}]");
  for (int i = 0; i < 3; ++i) world.handle(test::ask_for(1));
  EXPECT_EQ(world.capture.text(), "");
  ScenarioWorld per_call("rules: [{per: call, do: [close]}]");
  per_call.handle(test::ask_for(1));
  EXPECT_EQ(per_call.capture.text(), warning("rules[0]"));
}

}  // namespace
}  // namespace krm::mock
