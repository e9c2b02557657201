#include "aws/json_value.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace krm::aws {
namespace {

using namespace std::string_literals;
using Kind = JsonValue::Kind;

constexpr const char* no_text = R"({"__type":"SerializationException"})";

std::string with_text(const std::string& text) {
  return R"({"__type":"SerializationException","Message":")" + text + R"("})";
}

JsonValue member(const std::string& json) {
  const auto body = parse_json(R"({"M":)" + json + "}");
  EXPECT_TRUE(body) << json;
  return body ? body->members.at(0) : JsonValue{};
}

std::string nested(std::size_t levels) {
  return std::string(levels, '[') + std::string(levels, ']');
}

TEST(ParseJson, RefusesWhatIsNotJsonWithoutAText) {
  const std::string cases[] = {
      "",
      " ",
      "{",
      "hello",
      R"({"a":1)",
      R"({"a":1,})",
      "[1,]",
      R"({"a":NaN})",
      R"({"a":Infinity})",
      R"({"a":-})",
      R"({"a":01})",
      R"({"a":+1})",
      R"({'a':1})",
      R"({a:1})",
      "{} x",
      "{}{}",
      "{/**/}",
      R"({"a":"\ud800"})",
      R"({"a":"\udc00"})",
      R"({"a":"\ud800\u0041"})",
      "{\"a\":\"\xff\"}",
      "{\"a\":\"\xc3\"}",
      "{\"a\":\"\xed\xa0\x80\"}",  // a surrogate in UTF-8
      "{\"a\":\"\n\"}",
      "{\"NumberOfBytes\":1}\0"s,
      "{\"NumberOfBytes\":1}\0{"s,
      "{\"a\":\"\0\"}"s,
      "null",
      "true",
      "1",
      R"("x")",
      nested(1001),
      std::string(1 << 20, '['),
      std::string(1 << 19, '[') + std::string(1 << 19, ']'),
  };
  for (const std::string& text : cases) {
    const auto parsed = parse_json(text);
    ASSERT_FALSE(parsed) << text.substr(0, 80);
    EXPECT_EQ(parsed.error().body(), no_text) << text.substr(0, 80);
    EXPECT_NE(parsed.error().why(), "") << text.substr(0, 80);
  }
}

TEST(ParseJson, SaysWhyWithoutWhatTheClientSent) {
  const auto parsed = parse_json(R"({"AttestationDocument":"c2VjcmV0" x})");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().why(), "the body is not JSON, first seen at byte 35");
}

TEST(ParseJson, TakesWhatIsJson) {
  const std::string cases[] = {"{}",
                               "[]",
                               " {\r\n\t} ",
                               R"({"a":"\u0000\ud83d\ude00"})",
                               "{\"a\":\"\xf0\x9f\x98\x80\"}",
                               nested(1000),
                               R"({"":{"a":[{"b":[]}]}})",
                               "\xef\xbb\xbf{}"};
  for (const std::string& text : cases) EXPECT_TRUE(parse_json(text)) << text.substr(0, 80);
}

TEST(ParseJson, KeepsStructuresAndSkipsTheElementsOfLists) {
  const auto body = parse_json(R"({"a":{"b":1,"c":[{"d":2},[3]]},"e":"f"})");
  ASSERT_TRUE(body);
  ASSERT_EQ(body->members.size(), 2u);
  const JsonValue& a = body->members[0];
  ASSERT_EQ(a.members.size(), 2u);
  EXPECT_EQ(a.members[0].number, 1);
  EXPECT_EQ(a.members[1].kind, Kind::list);
  EXPECT_TRUE(a.members[1].members.empty());
  EXPECT_EQ(body->members[1].name, "e");
  EXPECT_EQ(body->members[1].text, "f");
}

TEST(JsonInteger, TruncatesAndSaturates) {
  constexpr auto most = std::numeric_limits<std::int32_t>::max();
  constexpr auto least = std::numeric_limits<std::int32_t>::min();
  const std::pair<std::string, std::int32_t> cases[] = {
      {"0", 0},
      {"-0", 0},
      {"32", 32},
      {"1.5", 1},
      {"-1.9", -1},
      {"0.999", 0},
      {"1e2", 100},
      {"1024.5", 1024},
      {"2147483647", most},
      {"2147483648", most},
      {"-2147483649", least},
      {"99999999999", most},
      {"18446744073709551616", most},
      {"-99999999999999999999999999", least},
      {"1e308", most},
      {"1e309", most},
      {"-1e309", least},
      {"1" + std::string(400, '0'), most},
      {"-1" + std::string(400, '0') + ".5e7", least},
      {"1e-400", 0},
  };
  for (const auto& [json, value] : cases) {
    const auto integer = member(json).integer();
    ASSERT_TRUE(integer) << json;
    EXPECT_EQ(*integer, value) << json;
  }
}

TEST(JsonInteger, BeyondEveryRangeBesideOthersStaysAWholeBody) {
  const auto body = parse_json(R"({"a":1e400 ,"b":[-1e999,2],"c":"1e400","d":7})");
  ASSERT_TRUE(body);
  EXPECT_EQ(body->members.at(0).integer(), 2147483647);
  EXPECT_EQ(body->members.at(2).text, "1e400");
  EXPECT_EQ(body->members.at(3).integer(), 7);
}

TEST(JsonInteger, BeyondEveryRangeEightTimesIsStillABody) {
  EXPECT_TRUE(parse_json("[1e999,1e999,1e999,1e999,1e999,1e999,1e999,1e999]"));
  EXPECT_FALSE(parse_json("[1e999,1e999,1e999,1e999,1e999,1e999,1e999,1e999,1e999]"));
}

TEST(JsonInteger, BeyondEveryRangeTooOftenIsRefusedQuickly) {
  std::string body = R"({"a":[1e999)";
  while (body.size() < (1 << 20) - 10) body += ",1e999";
  const auto parsed = parse_json(body + "]}");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().body(), no_text);
}

TEST(JsonScalars, OfAnotherTypeAreNamedInTheWordsOfTheFrontEnd) {
  struct {
    std::string json;
    std::string integer;
    std::string string;
    std::string blob;
  } const cases[] = {
      {R"("32")", "STRING_VALUE can not be converted to an Integer", "", ""},
      {R"("")", "STRING_VALUE can not be converted to an Integer", "", ""},
      {"true", "TRUE_VALUE can not be converted to an Integer",
       "TRUE_VALUE can not be converted to a String", "TRUE_VALUE can not be converted to a Blob"},
      {"false", "FALSE_VALUE can not be converted to an Integer",
       "FALSE_VALUE can not be converted to a String",
       "FALSE_VALUE can not be converted to a Blob"},
      {"5", "", "NUMBER_VALUE can not be converted to a String",
       "NUMBER_VALUE can not be converted to a Blob"},
      {"5.5", "", "NUMBER_VALUE can not be converted to a String",
       "NUMBER_VALUE can not be converted to a Blob"},
      {"[1]", "Start of list found where not expected", "Start of list found where not expected",
       "Start of list found where not expected"},
      {R"({"a":1})", "Start of structure or map found where not expected.",
       "Start of structure or map found where not expected.",
       "Start of structure or map found where not expected."},
  };
  const auto expect = [](const std::string& json, const auto& read, const std::string& text) {
    if (text.empty()) {
      EXPECT_TRUE(read) << json;
    } else {
      ASSERT_FALSE(read) << json;
      EXPECT_EQ(read.error().body(), with_text(text)) << json;
    }
  };
  for (const auto& c : cases) {
    expect(c.json, member(c.json).integer(), c.integer);
    expect(c.json, member(c.json).string(), c.string);
    if (c.json != R"("32")") expect(c.json, member(c.json).blob(), c.blob);
  }
}

TEST(JsonBlob, IsStandardBase64WithPaddingOrNothing) {
  const std::pair<std::string, std::string> good[] = {
      {"", ""}, {"AA==", "\0"s}, {"YWJj", "abc"}, {"YWI=", "ab"}, {"+/8=", "\xfb\xff"}};
  for (const auto& [text, bytes] : good) {
    const auto blob = member('"' + text + '"').blob();
    ASSERT_TRUE(blob) << text;
    EXPECT_EQ(std::string(blob->begin(), blob->end()), bytes) << text;
  }
  for (const std::string text :
       {"A", "AA", "AAA", "AA=", "AB==", "YWJj=", "-_8=", "YW Jj", "YWJj\\n", "====", "YWJj!"}) {
    const auto blob = member('"' + text + '"').blob();
    ASSERT_FALSE(blob) << text;
    EXPECT_EQ(blob.error().body(), no_text) << text;
  }
}

TEST(JsonStructure, IsNotAScalarAndNotAList) {
  for (const std::string json : {R"("x")", "5", "true"}) {
    EXPECT_EQ(member(json).structure().error().body(), with_text("Expected null")) << json;
  }
  EXPECT_EQ(member("[]").structure().error().body(),
            with_text("Start of list found where not expected"));
}

TEST(JsonStructure, HasItsMembersInOrderWithoutThoseThatAreNull) {
  const auto body = parse_json(R"({"n":null,"b":1,"n":null,"a":2,"l":[null],"b":3,"n":null})");
  ASSERT_TRUE(body);
  std::string order;
  const auto members = body->structure();
  ASSERT_TRUE(members);
  for (const JsonValue& value : *members) order += value.name;
  EXPECT_EQ(order, "balb");
}

TEST(ParseJson, RefusesMoreMembersThanAnyRequestHas) {
  const auto with_members = [](int count) {
    std::string body = "{";
    for (int i = 0; i < count; ++i) body += R"("a":1,)";
    return body + R"("b":{}})";
  };
  EXPECT_TRUE(parse_json(with_members(9'999)));
  const auto refused = parse_json(with_members(10'000));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().body(), no_text);
  EXPECT_EQ(refused.error().why(), "the body has more than 10000 members");
}

}  // namespace
}  // namespace krm::aws
