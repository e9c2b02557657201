// What people write first is taken where it can mean only one thing.
#include <gtest/gtest.h>

#include "scenario/load.h"
#include "tests/support/scenario_world.h"

namespace krm::scenario {
namespace {

using test::scenario_of;

TEST(FirstGuesses, MeanWhatIsWrittenInFull) {
  const std::string stores = "key_stores: {cks-1: {state: DISCONNECTED}}\n";
  const std::pair<std::string, std::string> cases[] = {
      {"key_stores: {cks-1: DISCONNECTED}", stores},
      {"clock: -10m", "clock: {offset: -10m}"},
      {"rules: [{chance: 5%, do: [close]}]", "rules: [{chance: 0.05, do: [close]}]"},
      {"rules: [{chance: 12.5%, do: [close]}]", "rules: [{chance: 0.125, do: [close]}]"},
      {"rules: [{chance: 100%, do: [close]}]", "rules: [{chance: 1, do: [close]}]"},
      {"entropy: {source: biased, p: 75%}", "entropy: {source: biased, p: 0.75}"},
      {"rules: [{when: {number_of_bytes: '>512'}, do: [close]}]",
       "rules: [{when: {number_of_bytes: {min: 513}}, do: [close]}]"},
      {"rules: [{when: {number_of_bytes: '>= 512'}, do: [close]}]",
       "rules: [{when: {number_of_bytes: {min: 512}}, do: [close]}]"},
      {"rules: [{when: {attempt: '<3'}, do: [close]}]",
       "rules: [{when: {attempt: {max: 2}}, do: [close]}]"},
      {"rules: [{when: {call: <=3}, do: [close]}]",
       "rules: [{when: {call: {max: 3}}, do: [close]}]"},
      {"rules: [{do: [latency: {lognormal: {p50: 80ms, sigma: 0.4}}]}]",
       "rules: [{do: [latency: {lognormal: {median: 80ms, sigma: 0.4}}]}]"},
  };
  for (const auto& [guess, in_full] : cases) {
    EXPECT_EQ(*scenario_of(guess), *scenario_of(in_full)) << guess;
  }
}

TEST(FirstGuesses, OfAPercentileMeanTheSigmaThatGivesIt) {
  const auto loaded = scenario_of("rules: [{do: [latency: {lognormal: {p50: 80ms, p99: 1s}}]}]");
  const auto& lognormal =
      *std::get<fault::Latency>(loaded->rules.front().faults.front().value).lognormal;
  EXPECT_EQ(lognormal.median, Milliseconds(80));
  // ln(1000/80) / 2.32635
  EXPECT_NEAR(lognormal.sigma.value(), 1.08571, 1e-5);
  EXPECT_EQ(*load(dump(*loaded), std::nullopt).value(), *loaded);
}

}  // namespace
}  // namespace krm::scenario
