// Where random bytes come from, and that they are what they are said to be.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hex.h"
#include "base/keyed_stream.h"
#include "scenario/entropy_source.h"
#include "tests/support/scenario_world.h"

namespace krm::scenario {
namespace {

using Bytes = std::vector<std::uint8_t>;

// As a scenario has it.
EntropySource source_of(const std::string& text) {
  return test::scenario_of("entropy: " + text + "\n")->entropy;
}

// A file cannot be read from the text of a test, so its bytes are put in their place.
EntropySource file_of(const Bytes& content, source::Then then) {
  source::File file;
  file.file = {"bytes.bin", std::string(content.begin(), content.end())};
  file.then = then;
  return {AnySource{file}};
}

Draw draw_of(Place place, std::uint64_t seed = 42, std::string label = "") {
  return {.seed = seed, .purpose = "bytes", .label = std::move(label), .place = place};
}

// Nothing where they are to be the system's.
std::optional<Bytes> drawn(const EntropySource& source, std::size_t size, const Draw& draw) {
  Bytes out(size, 0xa5);
  const bool filled = source.fill(draw, out);
  if (filled) return out;
  EXPECT_EQ(out, Bytes(size, 0xa5)) << "nothing was to be touched";
  return std::nullopt;
}
std::optional<Bytes> bytes(const EntropySource& source, std::size_t size, Place place = {}) {
  return drawn(source, size, draw_of(place));
}

std::string hex(const std::optional<Bytes>& bytes) {
  return bytes ? base::to_hex(*bytes) : "of the system";
}

Bytes stream(std::uint64_t seed, std::string_view label, std::uint64_t index, std::size_t size) {
  Bytes out(size);
  base::fill_from_stream(base::stream_key(seed, "bytes", label, index), out);
  return out;
}

TEST(Source, SystemLeavesItToTheSystem) {
  const auto source = source_of("system");
  EXPECT_EQ(bytes(source, 32), std::nullopt);
  EXPECT_EQ(source.refusal({}, 1024), std::nullopt);
  EXPECT_EQ(bytes(EntropySource{}, 32), std::nullopt);  // the default
}

TEST(Source, SeededIsTheKeyedStreamOfTheCall) {
  const auto source = source_of("seeded");
  for (const std::uint64_t index : {0u, 1u, 7u}) {
    EXPECT_EQ(bytes(source, 64, {index, 999}), stream(42, "", index, 64));
  }
  EXPECT_EQ(drawn(source, 16, draw_of({0, 0}, 7, "AKID")), stream(7, "AKID", 0, 16));
  EXPECT_EQ(hex(bytes(source, 32)),
            "7f87651bba090901ff2a99216dc72214d6ae9a9a9de76bfe26c698193e240417");
}

TEST(Source, SeededBeginsTheSameWhateverIsAsked) {
  const auto source = source_of("seeded");
  const Bytes all = *bytes(source, 1024, {3, 0});
  for (const std::size_t size : {1u, 63u, 64u, 65u, 1023u}) {
    EXPECT_EQ(bytes(source, size, {3, 0}),
              Bytes(all.begin(), all.begin() + static_cast<int>(size)));
  }
}

TEST(Source, FixedGivesItsEntriesToTheLetter) {
  const auto source = source_of("{source: fixed, hex: [\"00ff 10\", \"a1b2c3\"]}");
  EXPECT_EQ(hex(bytes(source, 3, {0, 0})), "00ff10");
  EXPECT_EQ(hex(bytes(source, 2, {0, 0})), "00ff");  // of a longer one its beginning
  EXPECT_EQ(hex(bytes(source, 3, {1, 3})), "a1b2c3");
  EXPECT_EQ(source.refusal({0, 0}, 3), std::nullopt);
  EXPECT_EQ(source.refusal({1, 3}, 1), std::nullopt);
}

TEST(Source, FixedRefusesMoreThanAnEntryHas) {
  const auto source = source_of("{source: fixed, hex: [\"00ff10\", \"a1\"]}");
  EXPECT_EQ(
      source.refusal({0, 0}, 4),
      "entry 1 of the fixed bytes has 3 bytes, and 4 are asked for; give more, or pad: repeat");
  EXPECT_EQ(
      source.refusal({1, 3}, 2),
      "entry 2 of the fixed bytes has 1 bytes, and 2 are asked for; give more, or pad: repeat");
  EXPECT_EQ(
      source.refusal({3, 3}, 2),  // the second again
      "entry 2 of the fixed bytes has 1 bytes, and 2 are asked for; give more, or pad: repeat");
}

TEST(Source, FixedPadsByRepeating) {
  const auto source = source_of("{source: fixed, hex: \"010203\", pad: repeat}");
  EXPECT_EQ(source.refusal({0, 0}, 1024), std::nullopt);
  EXPECT_EQ(hex(bytes(source, 8)), "0102030102030102");
  EXPECT_EQ(hex(bytes(source, 2)), "0102");
}

TEST(Source, FixedGoesOnAsItSays) {
  const auto at = [](const std::string& then, std::uint64_t index) {
    return hex(
        bytes(source_of("{source: fixed, hex: [\"01\", \"02\"]" + then + "}"), 1, {index, 0}));
  };
  for (const std::string then : {"", ", then: repeat"}) {
    EXPECT_EQ(at(then, 2), "01") << then;
    EXPECT_EQ(at(then, 3), "02") << then;
    EXPECT_EQ(at(then, 1'000'000), "01") << then;
  }
  for (const char* then : {", then: last", ", then: system", ", then: error"}) {
    EXPECT_EQ(at(then, 0), "01") << then;
    EXPECT_EQ(at(then, 1), "02") << then;
  }
  EXPECT_EQ(at(", then: last", 2), "02");
  EXPECT_EQ(at(", then: last", 1'000'000), "02");
  EXPECT_EQ(at(", then: system", 2), "of the system");
  const auto ends = source_of("{source: fixed, hex: [\"01\", \"02\"], then: error}");
  EXPECT_EQ(ends.refusal({1, 1}, 1), std::nullopt);
  EXPECT_EQ(ends.refusal({2, 2}, 1), "all 2 entries of the fixed bytes are used up");
  const auto system = source_of("{source: fixed, hex: [\"01\", \"02\"], then: system}");
  EXPECT_EQ(system.refusal({2, 2}, 1024), std::nullopt);
}

TEST(Source, FileRunsOnFromCallToCall) {
  const auto source = file_of({0, 1, 2, 3, 4, 5}, source::Then::repeat);
  EXPECT_EQ(hex(bytes(source, 4, {0, 0})), "00010203");
  EXPECT_EQ(hex(bytes(source, 2, {1, 4})), "0405");
  EXPECT_EQ(hex(bytes(source, 3, {2, 5})), "050001");
  EXPECT_EQ(hex(bytes(source, 14, {3, 2})), "0203040500010203040500010203");
  EXPECT_EQ(source.refusal({3, 2}, 1024), std::nullopt);
}

TEST(Source, FileEndsAsItSays) {
  const auto error = file_of({0, 1, 2, 3}, source::Then::error);
  EXPECT_EQ(hex(bytes(error, 2, {1, 2})), "0203");
  EXPECT_EQ(error.refusal({1, 2}, 2), std::nullopt);
  EXPECT_EQ(error.refusal({1, 2}, 3), "the 4 bytes of bytes.bin are used up");
  EXPECT_EQ(error.refusal({2, 4}, 1), "the 4 bytes of bytes.bin are used up");
  const auto system = file_of({0, 1, 2, 3}, source::Then::system);
  EXPECT_EQ(hex(bytes(system, 2, {1, 2})), "0203");
  EXPECT_EQ(hex(bytes(system, 3, {1, 2})), "of the system");
  EXPECT_EQ(hex(bytes(system, 1, {2, 4})), "of the system");
  EXPECT_EQ(system.refusal({2, 4}, 1024), std::nullopt);
}

TEST(Source, ZerosAreZeros) { EXPECT_EQ(bytes(source_of("zeros"), 1024, {5, 5}), Bytes(1024, 0)); }

TEST(Source, RepeatGivesTheFirstAnswerAgain) {
  const auto source = source_of("repeat");
  EXPECT_EQ(bytes(source, 32, {0, 0}), stream(42, "", 0, 32));
  EXPECT_EQ(bytes(source, 32, {1, 32}), stream(42, "", 0, 32));
  EXPECT_EQ(bytes(source, 64, {9, 64}), stream(42, "", 0, 64));  // the stream goes on
}

TEST(Source, CounterRunsOnAcrossCalls) {
  const auto source = source_of("counter");
  EXPECT_EQ(hex(bytes(source, 4, {0, 0})), "00010203");
  EXPECT_EQ(hex(bytes(source, 4, {1, 4})), "04050607");
  EXPECT_EQ(hex(bytes(source, 4, {2, 254})), "feff0001");
  EXPECT_EQ(hex(bytes(source, 2, {2, std::uint64_t{1} << 40})), "0001");
}

TEST(Source, StuckBitKeepsTheOthers) {
  const Bytes free = stream(42, "", 3, 256);
  for (unsigned bit = 0; bit < 8; ++bit) {
    for (unsigned value = 0; value < 2; ++value) {
      const auto source =
          source_of(fmt::format("{{source: stuck_bit, bit: {}, value: {}}}", bit, value));
      const Bytes stuck = *bytes(source, 256, {3, 0});
      for (std::size_t i = 0; i < stuck.size(); ++i) {
        EXPECT_EQ(stuck[i] >> bit & 1U, value);
        EXPECT_EQ(stuck[i] & ~(1U << bit), free[i] & ~(1U << bit));
      }
    }
  }
  EXPECT_EQ(bytes(source_of("stuck_bit"), 64),
            bytes(source_of("{source: stuck_bit, bit: 0, value: 1}"), 64));
}

double ones(const Bytes& bytes) {
  const int count = std::transform_reduce(bytes.begin(), bytes.end(), 0, std::plus(),
                                          [](std::uint8_t byte) { return std::popcount(byte); });
  return count / (8.0 * static_cast<double>(bytes.size()));
}

TEST(Source, BiasedHasOnesAsOftenAsItSays) {
  constexpr std::size_t size = 64 * 1024;
  EXPECT_EQ(bytes(source_of("{source: biased, p: 0}"), size), Bytes(size, 0));
  EXPECT_EQ(bytes(source_of("{source: biased, p: 1}"), size), Bytes(size, 0xff));
  EXPECT_NEAR(ones(*bytes(source_of("{source: biased, p: 0.75}"), size)), 0.75, 0.01);
  EXPECT_NEAR(ones(*bytes(source_of("biased"), size)), 0.75, 0.01);
  EXPECT_NEAR(ones(*bytes(source_of("{source: biased, p: 0.5}"), size)), 0.5, 0.01);
  EXPECT_NEAR(ones(*bytes(source_of("{source: biased, p: 0.1}"), size)), 0.1, 0.01);
}

TEST(Source, BiasedIsBiasedInEveryBit) {
  const Bytes all = *bytes(source_of("biased"), 64 * 1024);
  for (unsigned bit = 0; bit < 8; ++bit) {
    const auto count = std::ranges::count_if(all, [&](std::uint8_t b) { return b >> bit & 1U; });
    EXPECT_NEAR(static_cast<double>(count) / static_cast<double>(all.size()), 0.75, 0.01) << bit;
  }
}

TEST(Source, LowEntropyOfNoBitsIsAlwaysTheSame) {
  const auto source = source_of("{source: low_entropy, bits: 0}");
  const auto first = bytes(source, 32, {0, 0});
  for (std::uint64_t index = 1; index < 100; ++index) {
    EXPECT_EQ(bytes(source, 32, {index, 32 * index}), first);
  }
  EXPECT_NEAR(ones(*bytes(source, 1024)), 0.5, 0.05);  // and looks random
}

TEST(Source, LowEntropyHasAsManyAnswersAsItSays) {
  const auto answers = [](const std::string& text) {
    const auto source = source_of(text);
    std::set<std::string> all;
    for (std::uint64_t index = 0; index < 5'000; ++index) {
      const auto answer = *bytes(source, 16, {index, 16 * index});
      all.emplace(answer.begin(), answer.end());
    }
    return all.size();
  };
  EXPECT_EQ(answers("{source: low_entropy, bits: 1}"), 2u);
  EXPECT_LE(answers("low_entropy"), 256u);
  EXPECT_GE(answers("low_entropy"), 250u);
  EXPECT_GE(answers("{source: low_entropy, bits: 32}"), 4'990u);
}

// What a call gets depends on its place alone, so that a retry of it can be given the same, and a
// longer one goes on where a shorter ended.
TEST(Source, GivesACallThatAsksForMoreWhatItGotAndMore) {
  for (const char* text : {"seeded", "zeros", "repeat", "counter", "stuck_bit", "biased",
                           "low_entropy", "{source: fixed, hex: \"0102\", pad: repeat}"}) {
    const auto source = source_of(text);
    const Bytes all = *bytes(source, 100, {3, 7});
    EXPECT_EQ(bytes(source, 100, {3, 7}), all) << text;
    EXPECT_EQ(bytes(source, 30, {3, 7}), Bytes(all.begin(), all.begin() + 30)) << text;
    EXPECT_EQ(bytes(source, 0, {3, 7}), Bytes()) << text;
    EXPECT_EQ(source.refusal({3, 7}, 1024), std::nullopt) << text;
  }
}

TEST(Source, DependsOnSeedPurposeLabelAndCall) {
  for (const char* text : {"seeded", "stuck_bit", "biased", "{source: low_entropy, bits: 32}"}) {
    const auto source = source_of(text);
    const auto of = [&](std::uint64_t seed, std::string purpose, std::string label,
                        std::uint64_t index) {
      return drawn(source, 32,
                   {.seed = seed,
                    .purpose = std::move(purpose),
                    .label = std::move(label),
                    .place = {index, 0}});
    };
    const std::set<std::optional<Bytes>> all = {of(1, "a", "", 0), of(2, "a", "", 0),
                                                of(1, "b", "", 0), of(1, "a", "l", 0),
                                                of(1, "a", "", 1)};
    EXPECT_EQ(all.size(), 5u) << text;
  }
}

}  // namespace
}  // namespace krm::scenario
