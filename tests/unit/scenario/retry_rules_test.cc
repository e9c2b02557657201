// Retry rules: what each preset does with a reply, and how long it may wait.
#include "scenario/retry_rules.h"

#include <gtest/gtest.h>

#include "tests/support/history.h"

namespace krm::scenario {
namespace {

using namespace std::chrono_literals;
using test::closed;
using test::failing;
using test::succeeding;
using test::throttled;

std::string longest_waits(Preset preset, const Attempt& before) {
  std::string waits;
  for (int retry = 1; retry <= 6; ++retry) {
    waits += base::to_text(envelope(rules_of(preset), retry, before).most) + " ";
  }
  return waits;
}

TEST(RetryRules, HaveTheWaitsOfEachRowOfTheTable) {
  const Attempt error = failing("KMSInternalException", 500);
  for (const Preset preset : {Preset::sdk_legacy, Preset::boto3_legacy, Preset::aws_cli_1}) {
    EXPECT_EQ(longest_waits(preset, throttled()), "1s 2s 4s 8s 16s 32s ");
    EXPECT_EQ(longest_waits(preset, error), "1s 2s 4s 8s 16s 32s ");
  }
  for (const Preset preset : {Preset::sdk_standard, Preset::boto3_standard, Preset::rust_2_0}) {
    EXPECT_EQ(longest_waits(preset, throttled()), "1s 2s 4s 8s 16s 20s ");
    EXPECT_EQ(longest_waits(preset, error), "1s 2s 4s 8s 16s 20s ");
  }
  for (const Preset preset : {Preset::sdk_2026, Preset::boto3_2026, Preset::js_2026,
                              Preset::go_2026, Preset::java_2026, Preset::rust_2_1}) {
    EXPECT_EQ(longest_waits(preset, throttled()), "1s 2s 4s 8s 16s 20s ");
    EXPECT_EQ(longest_waits(preset, error), "50ms 100ms 200ms 400ms 800ms 1600ms ");
  }
  EXPECT_EQ(longest_waits(Preset::go_standard, throttled()), "2s 4s 8s 16s 20s 20s ");
  EXPECT_EQ(longest_waits(Preset::java_legacy, throttled()), "500ms 1s 2s 4s 8s 16s ");
  EXPECT_EQ(longest_waits(Preset::java_legacy, error), "100ms 200ms 400ms 800ms 1600ms 3200ms ");
  EXPECT_EQ(envelope(rules_of(Preset::java_legacy), 1, throttled()).least, 250ms);
  EXPECT_EQ(envelope(rules_of(Preset::java_legacy), 1, error).least, 0ms);
}

std::string hinted(Preset preset, RetryAfter after) {
  Attempt before = throttled();
  before.retry_after = after;
  const Envelope wait = envelope(rules_of(preset), 1, before);
  return base::to_text(wait.least) + " to " + base::to_text(wait.most);
}

TEST(RetryRules, HonourWhatAReplyAsksForAsFarAsTheirSdkDoes) {
  EXPECT_EQ(hinted(Preset::sdk_2026, {3000ms, {}}), "3s to 3s");
  EXPECT_EQ(hinted(Preset::sdk_2026, {60s, {}}), "5s to 6s") << "t + 5 s at most";
  EXPECT_EQ(hinted(Preset::sdk_2026, {100ms, {}}), "100ms to 1s");
  EXPECT_EQ(hinted(Preset::sdk_2026, {{}, 3s}), "0s to 1s") << "Retry-After is ignored";
  EXPECT_EQ(hinted(Preset::js_2026, {{}, 3s}), "3s to 3s");
  EXPECT_EQ(hinted(Preset::js_2026, {4s, 3s}), "3s to 4s") << "either will do";
  EXPECT_EQ(hinted(Preset::rust_2_0, {3s, {}}), "3s to 3s");
  EXPECT_EQ(hinted(Preset::rust_2_0, {60s, {}}), "20s to 20s");
  EXPECT_EQ(hinted(Preset::java_legacy, {{}, 3s}), "3s to 3s");
  EXPECT_EQ(hinted(Preset::java_legacy, {3s, {}}), "250ms to 500ms");
  EXPECT_EQ(hinted(Preset::boto3_legacy, {3s, 3s}), "0s to 1s");
}

TEST(RetryRules, TellWhatIsTriedAgain) {
  const RetryRules& of_2026 = rules_of(Preset::sdk_2026);
  EXPECT_EQ(trouble_of(succeeding(), of_2026), Trouble::none);
  EXPECT_EQ(trouble_of(throttled(), of_2026), Trouble::throttling);
  EXPECT_EQ(trouble_of(failing("SlowDown"), of_2026), Trouble::throttling);
  EXPECT_EQ(trouble_of(failing("", 429), of_2026), Trouble::throttling);
  EXPECT_EQ(trouble_of(failing("", 429), rules_of(Preset::rust_2_0)), Trouble::final);
  EXPECT_EQ(trouble_of(failing("", 502), of_2026), Trouble::transient);
  EXPECT_EQ(trouble_of(failing("DependencyTimeoutException", 500), of_2026), Trouble::transient);
  EXPECT_EQ(trouble_of(closed(), of_2026), Trouble::transient);
  EXPECT_EQ(trouble_of(failing("AccessDeniedException"), of_2026), Trouble::final);
  EXPECT_EQ(trouble_of(failing("LimitExceededException"), of_2026), Trouble::throttling);
  EXPECT_EQ(trouble_of(failing("LimitExceededException"), rules_of(Preset::java_legacy)),
            Trouble::final);
}

TEST(RetryRules, AreThoseOfAClientByDefault) {
  EXPECT_EQ(preset_of("boto3 1.44.5"), Preset::boto3_2026);
  EXPECT_EQ(preset_of("boto3 1.43.127"), Preset::boto3_legacy);
  EXPECT_EQ(preset_of("aws-sdk-go-v2 1.47.9"), Preset::go_standard);
  EXPECT_EQ(preset_of("aws-sdk-go-v2 1.48.0"), Preset::go_2026);
  EXPECT_EQ(preset_of("aws-sdk-java 2.57.8"), Preset::java_legacy);
  EXPECT_EQ(preset_of("aws-sdk-java 2.59.1"), Preset::java_2026);
  EXPECT_EQ(preset_of("aws-sdk-js 3.1164.0"), Preset::js_2026);
  EXPECT_EQ(preset_of("aws-sdk-js 3.900.0"), std::nullopt) << "nobody has recorded that";
  EXPECT_EQ(preset_of("curl 8.0"), std::nullopt);
  EXPECT_EQ(preset_of(""), std::nullopt);
}

TEST(RetryRules, AdviseWhatToDo) {
  const RetryRules& rules = rules_of(Preset::sdk_2026);
  EXPECT_EQ(advice(rules, 1, throttled()), "wait up to 1 s, then try again");
  EXPECT_EQ(advice(rules, 2, failing("", 503)), "wait up to 100 ms, then try again");
  EXPECT_EQ(advice(rules, 3, throttled()), "give up after 3 attempts");
  EXPECT_EQ(advice(rules, 1, failing("AccessDeniedException")),
            "give up, since no retry would help");
  EXPECT_EQ(advice(rules_of(Preset::java_legacy), 1, throttled()),
            "wait 250 ms to 500 ms, then try again");
}

TEST(RetryRules, HaveARowForEachPreset) {
  ASSERT_EQ(presets().size(), words_of(Preset{}).size());
  for (std::size_t i = 0; i < presets().size(); ++i) {
    EXPECT_EQ(presets()[i].preset, words_of(Preset{})[i].second) << i;
    EXPECT_FALSE(presets()[i].source.empty());
  }
}

}  // namespace
}  // namespace krm::scenario
