// That a new fault, matcher or source is one struct and its place in a list: those of this file are
// read, written, described and used as the ones of the program are. One source names a file.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "document/json.h"
#include "document/yaml.h"
#include "scenario/digest.h"
#include "scenario/entropy_source.h"
#include "scenario/fault_list.h"
#include "scenario/when.h"
#include "tests/support/requests.h"

namespace krm::scenario {
namespace {

// A reply that comes late, again and again.
struct Hiccup {
  static constexpr std::string_view name = "hiccup";
  static constexpr std::string_view help = "waits several times";
  static constexpr std::string_view shorthand = "count";
  static constexpr Slot slot = Slot::pace;
  static constexpr Part acts_on = Part::random_bytes;
  static void fields(auto& field) {
    field.required("count", &Hiccup::count, "how often", Integers{1, 9});
    field("each", &Hiccup::each, "how long");
  }
  void apply(Plan& plan, const RuleDice&) const { plan.delivery.delay += count * each; }

  std::int64_t count = 1;
  Milliseconds each{100};
  bool operator==(const Hiccup&) const = default;
};

// A request that names a phase of the moon.
struct Moon {
  static constexpr std::string_view name = "moon";
  static constexpr std::string_view help = "the header Moon";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &Moon::is, help); }
  std::optional<std::string_view> saw(const Seen& seen) const {
    const http::Header* header = http::find(seen.request.headers, "Moon");
    if (header == nullptr) return std::nullopt;
    return header->value;
  }
  bool matches(const Seen& seen) const { return is.matches(saw(seen)); }

  document::TextPattern is;
  bool operator==(const Moon&) const = default;
};

// A generator that has nothing but ones.
struct Ones {
  static constexpr std::string_view name = "ones";
  static constexpr std::string_view help = "nothing but ff, or less";
  static void fields(auto& field) { field("byte", &Ones::byte, "which one", Integers{0, 255}); }
  bool fill(const Draw&, std::span<std::uint8_t> out) const {
    std::ranges::fill(out, static_cast<std::uint8_t>(byte));
    return true;
  }

  std::int64_t byte = 255;
  bool operator==(const Ones&) const = default;
};

// What a generator gave before: its last bytes first.
struct Backwards {
  static constexpr std::string_view name = "backwards";
  static constexpr std::string_view help = "the bytes of a file from its end";
  static void fields(auto& field) {
    field.required("from", &Backwards::from, "the file",
                   {.path = some_text, .longest = 5, .instead = "write ones"});
  }
  bool fill(const Draw&, std::span<std::uint8_t> out) const {
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = static_cast<std::uint8_t>(from.content[from.content.size() - 1 - i]);
    }
    return true;
  }

  document::ReferencedFile from;
  bool operator==(const Backwards&) const = default;
};

using Faults = OneOf<FaultFamily, fault::Error, Hiccup>;
using Conditions = document::AllOf<match::Body, Moon>;
using Sources = Tagged<SourceFamily, source::Zeros, Ones, Backwards>;

// Files as their contents by name.
document::FileReader files(std::map<std::string, std::string> contents) {
  return [contents = std::move(contents)](
             const std::string& path, std::size_t most) -> tl::expected<std::string, std::string> {
    const auto found = contents.find(path);
    if (found == contents.end()) return tl::unexpected<std::string>("it is not there");
    return found->second.substr(0, most);
  };
}

// What a text is read as and written again, or what is wrong with it.
template <typename T>
std::string written(std::string_view text, const document::FileReader& read_file = {}) {
  const auto node = document::parse_yaml(text);
  if (!node) return node.error().message;
  Mistakes mistakes;
  Reading reading{mistakes, *node, read_file};
  const auto value = Codec<T>::read(*node, {}, reading);
  if (!mistakes.none()) return render(mistakes, "s", text);
  const Node again = Codec<T>::write(*value);
  EXPECT_EQ(Codec<T>::read(again, {}, reading), value) << text;
  std::string json = to_json(again);
  std::erase_if(json, [](char c) { return c == '\n' || c == ' '; });
  return json;
}

template <typename T>
T value_of(std::string_view text, const document::FileReader& read_file = {}) {
  Mistakes mistakes;
  const auto node = document::parse_yaml(text);
  Reading reading{mistakes, *node, read_file};
  return Codec<T>::read(*node, {}, reading).value();
}

TEST(Extend, AFaultIsReadAndWritten) {
  EXPECT_EQ(written<Faults>("hiccup: 3"), R"({"hiccup":{"count":3}})");
  EXPECT_EQ(written<Faults>("hiccup: {count: 3, each: 2s}"),
            R"({"hiccup":{"count":3,"each":"2s"}})");
  EXPECT_EQ(written<Faults>("hiccup: 10"),
            "s:1:9: expected a whole number from 1 to 9, found 10\n  hiccup: 10\n          ^\n");
  EXPECT_EQ(written<Faults>("hiccup"), "s:1:1: \"hiccup\" needs \"count\"\n  hiccup\n  ^\n");
  EXPECT_EQ(written<Faults>("hicup: 3"),
            "s:1:1: there is no fault \"hicup\"; did you mean \"hiccup\"?\n  hicup: 3\n  ^\n");
  EXPECT_EQ(written<Faults>("banana"),
            "s:1:1: there is no fault \"banana\"; there is error, hiccup\n  banana\n  ^\n");
}

TEST(Extend, AFaultIsApplied) {
  Plan plan{.outcome = kms::Grant{32}};
  const base::Dice dice(42, "", 0);
  apply(value_of<Faults>("hiccup: 3"), plan, RuleDice(dice, "r"));
  EXPECT_EQ(plan.delivery.delay, Milliseconds(300));
  apply(value_of<Faults>("error: ThrottlingException"), plan, RuleDice(dice, "r"));
  EXPECT_FALSE(plan.outcome);
}

TEST(Extend, AFaultSaysWhatItActsOnAndWhatItExcludes) {
  EXPECT_EQ(written<std::vector<Faults>>("[hiccup: 1, error: ThrottlingException]"),
            "s:1:13: \"error\" cannot stand beside \"hiccup\" of line 1: there are no random bytes "
            "to change then; make it two rules\n"
            "  [hiccup: 1, error: ThrottlingException]\n              ^\n");
  EXPECT_EQ(written<std::vector<Faults>>("[hiccup: 1, hiccup: 2]"),
            "s:1:13: \"hiccup\" cannot stand beside \"hiccup\" of line 1: a rule takes one "
            "\"hiccup\"; take one of the two away\n"
            "  [hiccup: 1, hiccup: 2]\n              ^\n");
}

TEST(Extend, AFaultIsDescribed) {
  const Shape shape = Codec<Faults>::shape({});
  EXPECT_EQ(shape.what, "a fault");
  ASSERT_EQ(shape.members.size(), 2u);
  EXPECT_TRUE(shape.one_key);
  EXPECT_EQ(shape.members[1].key, "hiccup");
  EXPECT_EQ(shape.members[1].help, "waits several times");
  EXPECT_EQ(shape.members[1].what, "a whole number from 1 to 9, or a mapping (hiccup)");
  ASSERT_EQ(shape.members[1].inner.size(), 2u);
  EXPECT_EQ(shape.members[1].inner[1].members.at(1).standard, "100ms");
}

TEST(Extend, AMatcherIsReadAndWritten) {
  EXPECT_EQ(written<Conditions>("{moon: full, body: empty}"),
            R"({"moon":["full"],"body":["empty"]})");
  EXPECT_EQ(written<Conditions>("moon: absent"), R"({"moon":"absent"})");
  EXPECT_EQ(written<Conditions>("mon: full"),
            "s:1:1: there is no matcher \"mon\"; did you mean \"moon\"?\n  mon: full\n  ^\n");
}

TEST(Extend, AMatcherIsAsked) {
  const auto matches = [](std::string_view text, const http::HttpRequest& request) {
    const kms::Outcome outcome = kms::Grant{32};
    const std::optional<kms::Asked> asked;
    return all_match(value_of<Conditions>(text), Seen{.request = request,
                                                      .outcome = outcome,
                                                      .asked = asked,
                                                      .access_key_id = {},
                                                      .region = {}});
  };
  const auto plain = test::generate_random("{}");
  const auto full = test::with(plain, "Moon", "full");
  EXPECT_TRUE(matches("moon: full", full));
  EXPECT_FALSE(matches("moon: full", plain));
  EXPECT_TRUE(matches("moon: absent", plain));
  EXPECT_FALSE(matches("{moon: full, body: empty}", full));  // all of them
  EXPECT_TRUE(matches("{moon: full, body: object}", full));
}

TEST(Extend, AMatcherIsDescribed) {
  const Shape shape = Codec<Conditions>::shape({});
  EXPECT_TRUE(shape.at_least_one);
  ASSERT_EQ(shape.members.size(), 2u);
  EXPECT_EQ(shape.members[1].key, "moon");
  EXPECT_EQ(shape.members[1].help, "the header Moon");
}

TEST(Extend, ASourceIsReadAndWritten) {
  EXPECT_EQ(written<Sources>("ones"), R"({"source":"ones"})");
  EXPECT_EQ(written<Sources>("{byte: 254, source: ones}"), R"({"source":"ones","byte":254})");
  EXPECT_EQ(written<Sources>("{source: ones, byte: 256}"),
            "s:1:22: expected a whole number from 0 to 255, found 256\n"
            "  {source: ones, byte: 256}\n                       ^\n");
  EXPECT_EQ(written<Sources>("one"),
            "s:1:1: there is no entropy source \"one\"; did you mean \"ones\"?\n  one\n  ^\n");
}

TEST(Extend, ASourceIsDrawnFrom) {
  std::array<std::uint8_t, 3> out{};
  const auto fill = [&](std::string_view text) {
    return std::visit([&](const auto& source) { return source.fill(Draw{}, out); },
                      value_of<Sources>(text).value);
  };
  EXPECT_TRUE(fill("ones"));
  EXPECT_EQ(out, (std::array<std::uint8_t, 3>{255, 255, 255}));
  EXPECT_TRUE(fill("{source: ones, byte: 7}"));
  EXPECT_EQ(out, (std::array<std::uint8_t, 3>{7, 7, 7}));
  EXPECT_TRUE(fill("zeros"));
  EXPECT_EQ(out, (std::array<std::uint8_t, 3>{0, 0, 0}));
}

TEST(Extend, ASourceIsDescribed) {
  const Shape shape = Codec<Sources>::shape({});
  EXPECT_EQ(shape.what, "an entropy source");
  ASSERT_EQ(shape.inner.size(), 4u);
  EXPECT_EQ(shape.inner[0].words, (std::vector<std::string>{"zeros", "ones"}));
  ASSERT_EQ(shape.inner[2].members.size(), 2u);
  EXPECT_EQ(shape.inner[2].members[0].key, "source");
  EXPECT_EQ(shape.inner[2].members[1].key, "byte");
  EXPECT_EQ(shape.inner[2].members[1].standard, "255");
}

TEST(Extend, ASourceMayNameAFile) {
  const auto there = files({{"b.bin", "abc"}, {"long.bin", "abcdef"}, {"empty.bin", ""}});
  EXPECT_EQ(written<Sources>("{source: backwards, from: b.bin}", there),
            R"({"source":"backwards","from":"b.bin"})");
  std::array<std::uint8_t, 2> out{};
  const auto source = value_of<Sources>("{source: backwards, from: b.bin}", there);
  EXPECT_TRUE(std::get<Backwards>(source.value).fill(Draw{}, out));
  EXPECT_EQ(out, (std::array<std::uint8_t, 2>{'c', 'b'}));
}

TEST(Extend, ASourceThatNamesAFileHasItsMistakesPlaced) {
  const auto there = files({{"long.bin", "abcdef"}, {"empty.bin", ""}});
  const auto mistake = [&](const std::string& name, const document::FileReader& read_file) {
    return written<Sources>("{source: backwards, from: " + name + "}", read_file);
  };
  const auto placed = [](const std::string& message, const std::string& name) {
    return "s:1:27: " + message + "\n  {source: backwards, from: " + name + "}\n" +
           std::string(28, ' ') + "^\n";
  };
  EXPECT_EQ(mistake("b.bin", there), placed("cannot read b.bin: it is not there", "b.bin"));
  EXPECT_EQ(mistake("long.bin", there),
            placed("long.bin has too many bytes; 1 to 5 are wanted", "long.bin"));
  EXPECT_EQ(mistake("empty.bin", there),
            placed("empty.bin has no bytes; 1 to 5 are wanted", "empty.bin"));
  EXPECT_EQ(mistake("b.bin", {}),
            placed("only a scenario that is a file itself can name a file; write ones", "b.bin"));
}

TEST(Extend, AFileThatASourceNamesCountsInTheDigestAndIsWatched) {
  const std::string text = "[zeros, {source: backwards, from: b.bin}]";
  const auto sources_over = [&](const std::string& content) {
    return value_of<std::vector<Sources>>(text, files({{"b.bin", content}}));
  };
  const auto digest_of = [](const std::vector<Sources>& sources) {
    return digest(Codec<std::vector<Sources>>::write(sources), document::files_within(sources));
  };
  const auto sources = sources_over("abc");
  const auto watched = document::files_within(sources);  // as --watch has them
  ASSERT_EQ(watched.size(), 1u);
  EXPECT_EQ(watched[0]->path, "b.bin");
  EXPECT_EQ(watched[0]->longest, 5u);
  EXPECT_EQ(digest_of(sources), digest_of(sources_over("abc")));
  EXPECT_NE(digest_of(sources), digest_of(sources_over("abd")));
}

// What lacks a part of it is refused by the compiler.
struct NoHelp {
  static constexpr std::string_view name = "no help";
  static void fields(auto&) {}
  bool operator==(const NoHelp&) const = default;
};
static_assert(AFault<Hiccup>);
static_assert(AMatcher<Moon>);
static_assert(Described<Ones>);
static_assert(!AFault<Moon>);
static_assert(!AMatcher<Hiccup>);
static_assert(!Described<NoHelp>);

}  // namespace
}  // namespace krm::scenario
