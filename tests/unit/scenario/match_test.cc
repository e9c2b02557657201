// What rules look for, each once where it is there and once where it is not.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/when.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::scenario {
namespace {

using test::generate_random;
using test::with;
using test::without;

// What a rule may see of a request, to be changed by a test in the one place it is about.
struct Sight {
  http::HttpRequest request = generate_random("{\"NumberOfBytes\":32}");
  kms::Outcome outcome = kms::Grant{32};
  std::optional<kms::Asked> asked =
      kms::Asked{.number_of_bytes = 32, .custom_key_store_id = {}, .recipient = {}};
  std::string access_key_id = "AKIDEXAMPLE";
  std::string region = "us-east-1";
  std::int64_t call = 0;
  std::int64_t attempt = 1;
};

kms::Outcome failed_with(std::string_view name) {
  return tl::unexpected<aws::Failure>(aws::Error(*aws::find_error(name)));
}

// `when` as a flow mapping without its braces.
bool matches(const std::string& when, const Sight& sight = {}) {
  const auto scenario = test::scenario_of("rules: [{when: {" + when + "}, do: [close]}]\n");
  return scenario->rules.at(0).when->matches({.request = sight.request,
                                              .outcome = sight.outcome,
                                              .asked = sight.asked,
                                              .access_key_id = sight.access_key_id,
                                              .region = sight.region,
                                              .call = sight.call,
                                              .attempt = sight.attempt});
}

struct WhenCase {
  std::string when;
  bool matches;
};

void expect_all(const std::vector<WhenCase>& cases, const Sight& sight = {}) {
  for (const WhenCase& c : cases) EXPECT_EQ(matches(c.when, sight), c.matches) << c.when;
}

// Patterns for a text that is "one" or "two words", and for one that is absent.
TEST(Match, TextsByGlobListAndWord) {
  Sight sight;
  sight.region = "present";
  expect_all(
      {
          {"region: present", true},
          {"region: absent", false},
          {"region: [present]", true},  // the word itself
          {"region: [absent]", false},
          {"region: pre*", true},
          {"region: PRESENT", false},
          {"region: \"\"", false},
          {"region: \"*\"", true},
          {"region: [x, \"?resent\"]", true},
          {"region: [x, y]", false},
      },
      sight);
  sight.region = "absent";
  expect_all({{"region: absent", false}, {"region: [absent]", true}, {"region: present", true}},
             sight);
  sight.region = "";
  expect_all(
      {
          {"region: present", false},
          {"region: absent", true},
          {"region: [absent]", false},
          {"region: \"\"", false},  // absent is not empty
          {"region: \"*\"", false},
      },
      sight);
}

TEST(Match, NumbersByValueListAndRange) {
  Sight sight;
  sight.call = 5;
  expect_all(
      {
          {"call: 5", true},
          {"call: 4", false},
          {"call: 0x5", true},
          {"call: [1, 5]", true},
          {"call: [1, 4]", false},
          {"call: {is: 5}", true},
          {"call: {is: [4]}", false},
          {"call: {min: 5}", true},
          {"call: {min: 6}", false},
          {"call: {max: 5}", true},
          {"call: {max: 4}", false},
          {"call: {min: 5, max: 5}", true},
          {"call: {min: 1, max: 4}", false},
          {"call: {min: 6, max: 9}", false},
      },
      sight);
}

TEST(Match, TheOperationThatTheTargetNames) {
  expect_all({{"operation: GenerateRandom", true},
              {"operation: \"Generate*\"", true},
              {"operation: \"generaterandom*\"", false},
              {"operation: present", true},
              {"operation: absent", false}});
  Sight sight;
  sight.request = with(sight.request, "X-Amz-Target", "A.B.Encrypt");
  expect_all({{"operation: Encrypt", true}, {"operation: GenerateRandom", false}}, sight);
  sight.request = with(sight.request, "X-Amz-Target", "Encrypt");
  expect_all({{"operation: Encrypt", true}}, sight);
  sight.request = with(sight.request, "X-Amz-Target", "Encrypt.");
  expect_all({{"operation: \"\"", true}, {"operation: Encrypt", false}}, sight);
  sight.request = with(sight.request, "X-Amz-Target", "");
  expect_all({{"operation: \"\"", true}, {"operation: absent", false}}, sight);
  sight.request = without(sight.request, "X-Amz-Target");
  expect_all(
      {{"operation: absent", true}, {"operation: \"*\"", true}, {"operation: \"G*\"", false}},
      sight);
}

TEST(Match, TheTargetAsItIs) {
  expect_all({{"target: TrentService.GenerateRandom", true},
              {"target: \"*.GenerateRandom\"", true},
              {"target: GenerateRandom", false},
              {"target: present", true},
              {"target: absent", false}});
  Sight sight;
  sight.request = without(sight.request, "X-Amz-Target");
  expect_all({{"target: absent", true}, {"target: present", false}, {"target: \"*\"", false}},
             sight);
  sight.request = with(sight.request, "x-amz-target", "");
  expect_all({{"target: absent", false}, {"target: \"\"", true}}, sight);
}

TEST(Match, NumberOfBytesAsAsked) {
  expect_all({{"number_of_bytes: 32", true},
              {"number_of_bytes: 31", false},
              {"number_of_bytes: {min: 1, max: 64}", true},
              {"number_of_bytes: {max: 31}", false}});
  Sight sight;
  sight.asked->number_of_bytes = 5000;  // refused by the service, and seen all the same
  sight.outcome = failed_with("ValidationException");
  expect_all({{"number_of_bytes: {min: 1025}", true}, {"number_of_bytes: 32", false}}, sight);
  sight.asked->number_of_bytes = -1;
  expect_all({{"number_of_bytes: {max: 0}", true}, {"number_of_bytes: {min: 0}", false}}, sight);
  sight.asked->number_of_bytes.reset();
  expect_all({{"number_of_bytes: {min: 0}", false}, {"number_of_bytes: {max: 9}", false}}, sight);
}

TEST(Match, TheKeyStoreAsAsked) {
  Sight sight;
  expect_all({{"custom_key_store_id: absent", true}, {"custom_key_store_id: present", false}},
             sight);
  sight.asked->custom_key_store_id = "cks-1234567890abcdef0";
  expect_all({{"custom_key_store_id: cks-1234567890abcdef0", true},
              {"custom_key_store_id: \"cks-*\"", true},
              {"custom_key_store_id: cks-1", false},
              {"custom_key_store_id: present", true},
              {"custom_key_store_id: absent", false}},
             sight);
  sight.asked->custom_key_store_id = "";
  expect_all({{"custom_key_store_id: present", true}, {"custom_key_store_id: \"\"", true}}, sight);
}

TEST(Match, WhetherThereIsARecipient) {
  Sight sight;
  expect_all({{"recipient: present", false}, {"recipient: absent", true}}, sight);
  sight.asked->recipient.emplace();
  expect_all({{"recipient: present", true}, {"recipient: absent", false}}, sight);
}

TEST(Match, NothingAskedWhereTheRequestCouldNotBeRead) {
  Sight sight;
  sight.request.body = "{";
  sight.asked.reset();
  sight.outcome = failed_with("SerializationException");
  expect_all({{"number_of_bytes: {min: 0}", false},
              {"number_of_bytes: {max: 1024}", false},
              {"custom_key_store_id: absent", true},
              {"custom_key_store_id: \"*\"", false},
              {"recipient: absent", true},
              {"recipient: present", false},
              {"outcome: SerializationException", true},
              {"body: not_object", true},
              {"operation: GenerateRandom", true},
              {"access_key_id: AKIDEXAMPLE", true}},
             sight);
}

TEST(Match, RegionAndAccessKeyIdOfTheSignature) {
  expect_all({{"region: us-east-1", true},
              {"region: \"us-*\"", true},
              {"region: eu-west-1", false},
              {"access_key_id: AKIDEXAMPLE", true},
              {"access_key_id: \"AKID*\"", true},
              {"access_key_id: [A, B]", false},
              {"access_key_id: absent", false}});
  Sight sight;
  sight.region = "";
  sight.access_key_id = "";
  expect_all({{"region: absent", true},
              {"region: \"*\"", false},
              {"access_key_id: absent", true},
              {"access_key_id: present", false}},
             sight);
}

TEST(Match, HeadersByNameWhateverItsCase) {
  Sight sight;
  sight.request = with(sight.request, "X-Trace", "abc");
  sight.request = with(sight.request, "X-Empty", "");
  expect_all({{"header: {X-Trace: abc}", true},
              {"header: {x-trace: abc}", true},
              {"header: {x-trace: ABC}", false},
              {"header: {x-trace: \"a*\"}", true},
              {"header: {x-trace: [x, abc]}", true},
              {"header: {x-trace: [x, y]}", false},
              {"header: {x-trace: present}", true},
              {"header: {x-trace: absent}", false},
              {"header: {x-empty: present}", true},
              {"header: {x-empty: \"\"}", true},
              {"header: {x-none: present}", false},
              {"header: {x-none: absent}", true},
              {"header: {x-none: \"*\"}", false}},
             sight);
}

TEST(Match, AllHeadersThatAreNamed) {
  Sight sight;
  sight.request = with(sight.request, "A", "1");
  sight.request = with(sight.request, "B", "2");
  expect_all({{"header: {A: \"1\", B: \"2\"}", true},
              {"header: {A: \"1\", B: \"3\"}", false},
              {"header: {A: \"0\", B: \"2\"}", false},
              {"header: {A: \"1\", C: absent}", true}},
             sight);
}

TEST(Match, TheFirstOfHeadersThatAreThereTwice) {
  Sight sight;
  sight.request.headers.push_back({"A", "1"});
  sight.request.headers.push_back({"a", "2"});
  expect_all({{"header: {A: \"1\"}", true}, {"header: {A: \"2\"}", false}}, sight);
}

TEST(Match, WhatTheBodyIs) {
  struct Body {
    std::string body;
    bool empty, nonempty, object, not_object;
  };
  const std::vector<Body> bodies = {
      {"", true, false, false, false},
      {"{}", false, true, true, false},
      {" {\"NumberOfBytes\":1}\n", false, true, true, false},
      {"{\"a\":{}}", false, true, true, false},
      {"[]", false, true, false, true},
      {"null", false, true, false, true},
      {"\"{}\"", false, true, false, true},
      {"1", false, true, false, true},
      {"{", false, true, false, true},
      {"{} {}", false, true, false, true},
      {" ", false, true, false, true},
      {"<html>", false, true, false, true},
  };
  for (const Body& b : bodies) {
    Sight sight;
    sight.request.body = b.body;
    EXPECT_EQ(matches("body: empty", sight), b.empty) << b.body;
    EXPECT_EQ(matches("body: nonempty", sight), b.nonempty) << b.body;
    EXPECT_EQ(matches("body: object", sight), b.object) << b.body;
    EXPECT_EQ(matches("body: not_object", sight), b.not_object) << b.body;
    EXPECT_EQ(matches("body: [empty, not_object]", sight), b.empty || b.not_object) << b.body;
  }
}

TEST(Match, AttemptAndCall) {
  Sight sight;
  sight.call = 0;
  sight.attempt = 2;
  expect_all({{"attempt: 2", true},
              {"attempt: 1", false},
              {"attempt: {min: 2}", true},
              {"attempt: {min: 3}", false},
              {"call: 0", true},
              {"call: 1", false},
              {"call: 0, attempt: 2", true},
              {"call: 0, attempt: 1", false},
              {"call: 2, attempt: 2", false}},
             sight);
}

TEST(Match, WhatTheServiceWouldAnswer) {
  Sight sight;
  expect_all({{"outcome: ok", true},
              {"outcome: ThrottlingException", false},
              {"outcome: [ThrottlingException, ok]", true}},
             sight);
  sight.outcome = failed_with("ThrottlingException");
  expect_all({{"outcome: ok", false},
              {"outcome: ThrottlingException", true},
              {"outcome: [ok, ThrottlingException]", true},
              {"outcome: ValidationException", false}},
             sight);
  sight.outcome = tl::unexpected<aws::Failure>(aws::Preflight{});
  expect_all({{"outcome: ok", false}, {"outcome: ValidationException", false}}, sight);
}

TEST(Match, AnyOfSeveralConditions) {
  expect_all({{"any: [{outcome: ok}]", true},
              {"any: [{call: 7}, {outcome: ok}]", true},
              {"any: [{call: 7}, {attempt: 7}]", false},
              {"any: [{call: 0, attempt: 7}]", false},  // all of one
              {"any: [{call: 0}], attempt: 7", false},  // beside others, it is one of them
              {"any: [{any: [{call: 7}, {call: 0}]}]", true}});
}

TEST(Match, WhatAConditionDoesNotHoldFor) {
  expect_all({{"not: {outcome: ok}", false},
              {"not: {call: 7}", true},
              {"not: {call: 0, attempt: 7}", true},  // not both
              {"not: {not: {outcome: ok}}", true},
              {"not: {any: [{call: 7}, {call: 0}]}", false},
              {"any: [{not: {call: 0}}, {not: {attempt: 7}}]", true},
              {"not: {number_of_bytes: 32}", false}});
  Sight sight;
  sight.asked.reset();
  expect_all({{"not: {number_of_bytes: 32}", true}}, sight);
}

TEST(Match, AllThatStandsInAConditionAtOnce) {
  expect_all({{"operation: GenerateRandom, number_of_bytes: 32, region: us-east-1, outcome: ok, "
               "custom_key_store_id: absent, recipient: absent, access_key_id: present, "
               "target: present, body: object, attempt: 1, call: 0, header: {Host: present}, "
               "any: [{call: 0}], not: {call: 1}",
               true},
              {"operation: GenerateRandom, number_of_bytes: 33, outcome: ok", false}});
}

}  // namespace
}  // namespace krm::scenario
