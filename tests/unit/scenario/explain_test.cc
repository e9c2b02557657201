// Why a rule did not fire, in words.
#include "scenario/explain.h"

#include <gtest/gtest.h>

#include "scenario/decide.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::scenario {
namespace {

using test::ask_for;

// What is said of the first rule after so many requests before.
std::string said(const std::string& rule, const http::HttpRequest& request = ask_for(32),
                 int before = 0) {
  test::ScenarioWorld world("key_stores: {cks-1: {}}\nrules: [" + rule + "]");
  for (int i = 0; i < before; ++i) world.handle(request);
  const auto one = world.handle(request);
  const Seen seen{.request = request,
                  .outcome = one.service,
                  .asked = one.asked,
                  .access_key_id = one.signature.access_key_id,
                  .region = one.signature.region,
                  .call = one.call,
                  .attempt = one.attempt};
  const auto reports =
      explain(world.tenants.active()->scenario.operator*(), seen, one.plan.rulings);
  return std::string(base::word_of(reports.front().ruling)) + ": " + reports.front().because;
}

std::string no(const std::string& when, const http::HttpRequest& request = ask_for(32)) {
  const std::string all = said("{when: " + when + ", do: [close]}", request);
  EXPECT_EQ(all.substr(0, 4), "no: ");
  return all.substr(4);
}

TEST(Explain, NamesTheFirstMatcherThatSaidNo) {
  EXPECT_EQ(no("{number_of_bytes: {max: 16}, region: x}"),
            "number_of_bytes is 32, wanted at most 16");
  EXPECT_EQ(no("{number_of_bytes: {min: 33, max: 64}}"),
            "number_of_bytes is 32, wanted at least 33 and at most 64");
  EXPECT_EQ(no("{number_of_bytes: [1, 2]}"), "number_of_bytes is 32, wanted 1 or 2");
  EXPECT_EQ(no("{custom_key_store_id: present}"), "custom_key_store_id is absent, wanted present");
  EXPECT_EQ(no("{recipient: present}"), "recipient is absent, wanted present");
  EXPECT_EQ(no("{region: 'eu-*'}", test::signed_by("A", ask_for(1))),
            R"(region is "us-east-1", wanted "eu-*")");
  EXPECT_EQ(no("{access_key_id: [A, B]}"), R"(access_key_id is absent, wanted "A" or "B")");
  EXPECT_EQ(no("{operation: Encrypt}"), R"(operation is "GenerateRandom", wanted "Encrypt")");
  EXPECT_EQ(no("{target: absent}"), R"(target is "TrentService.GenerateRandom", wanted absent)");
  EXPECT_EQ(no("{body: [empty, not_object]}"), "body is object, wanted empty or not_object");
  EXPECT_EQ(no("{attempt: 2}"), "attempt is 1, wanted 2");
  EXPECT_EQ(no("{call: {min: 1}}"), "call is 0, wanted at least 1");
  EXPECT_EQ(no("{outcome: [ThrottlingException, KMSInternalException]}"),
            "outcome is \"ok\", wanted ThrottlingException or KMSInternalException");
}

TEST(Explain, SaysWhatOthersHold) {
  EXPECT_EQ(no("{any: [{attempt: 2}, {number_of_bytes: 1}]}"),
            "none of any: attempt is 1, wanted 2; number_of_bytes is 32, wanted 1");
  EXPECT_EQ(no("{not: {number_of_bytes: 32, attempt: 1}}"),
            "not: number_of_bytes is 32, attempt is 1");
  EXPECT_EQ(no("{not: {any: [{attempt: 1}]}}"), "not: any holds");
  EXPECT_EQ(no("{header: {X-Test: 'a*'}}"), R"(header X-Test is absent, wanted "a*")");
  EXPECT_EQ(no("{header: {X-Test: 'a*'}}", test::with(ask_for(1), "X-Test", "b")),
            R"(header X-Test is "b", wanted "a*")");
}

TEST(Explain, HidesSecretsAndSaysWhatNobodyRead) {
  EXPECT_EQ(no("{header: {Authorization: 'x*'}}", test::signed_by("A", ask_for(1))),
            "header Authorization is (hidden), wanted (hidden)");
  EXPECT_EQ(no("{number_of_bytes: 16}", test::generate_random("{")),
            "number_of_bytes is not known: the request was refused before it was read, wanted 16");
}

TEST(Explain, SaysWhatElseKeptARuleFromFiring) {
  EXPECT_EQ(said("{do: [close]}"), "fired: ");
  EXPECT_EQ(said("{skip: 5, do: [close]}"), "skipped: skip is 5");
  EXPECT_EQ(said("{every: 3, do: [close]}"), "not its turn: every is 3");
  EXPECT_EQ(said("{chance: 0, do: [close]}"), "chance said no: chance is 0");
  EXPECT_EQ(said("{times: 1, do: [close]}", ask_for(32), 1), "used up: times is 1");
  EXPECT_EQ(said("{between: [10s, 20s], do: [close]}"), "not yet: between begins at 10s");
  EXPECT_EQ(said("{do: [payload: empty]}", ask_for(0)),
            "no: it changes random bytes, and there are none: the outcome is ValidationException");
  EXPECT_EQ(said("{do: [cms: flip]}"),
            "no: it changes what is sealed, and nothing is: there is no Recipient");
}

}  // namespace
}  // namespace krm::scenario
