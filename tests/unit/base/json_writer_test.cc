#include "base/json_writer.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace krm::base {
namespace {

std::string written(std::string_view text) { return JsonWriter().put(text).text(); }

TEST(JsonWriter, WritesEachKindOfValue) {
  EXPECT_EQ(JsonWriter().put("text").text(), R"("text")");
  EXPECT_EQ(JsonWriter().put(std::string()).text(), R"("")");
  EXPECT_EQ(JsonWriter().put(std::numeric_limits<std::int64_t>::min()).text(),
            "-9223372036854775808");
  EXPECT_EQ(JsonWriter().put(true).text(), "true");
  EXPECT_EQ(JsonWriter().begin_object().end().text(), "{}");
  EXPECT_EQ(JsonWriter().begin_list().end().text(), "[]");
}

TEST(JsonWriter, PutsCommasBetweenValuesAndNowhereElse) {
  JsonWriter json;
  json.begin_object().member("a", 1).member("b{", "[").key("c").begin_list();
  json.begin_object().end().begin_list().put(false).put("{").put(2).end().put("x").end();
  json.key("d").begin_object().member("e", true).end().member("f", ":").end();
  EXPECT_EQ(json.text(), R"({"a":1,"b{":"[","c":[{},[false,"{",2],"x"],"d":{"e":true},"f":":"})");
}

TEST(JsonWriter, EscapesWhatATextCannotHold) {
  EXPECT_EQ(written("\"\\\b\f\n\r\t/"), R"("\"\\\b\f\n\r\t/")");
  EXPECT_EQ(written(std::string_view("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
  EXPECT_EQ(JsonWriter().begin_object().member("\"", "").end().text(), R"({"\"":""})");
}

// Every text of up to two bytes, and those of up to five that matter: the edges of each range.
TEST(JsonWriter, WritesTextsAsNlohmannDoes) {
  const auto expect_same = [](const std::string& text) {
    using nlohmann::json;
    const std::string theirs = json(text).dump(-1, ' ', false, json::error_handler_t::replace);
    if (written(text) != theirs) ADD_FAILURE() << theirs << " and not " << written(text);
  };
  for (int a = 0; a < 256; ++a) {
    expect_same({static_cast<char>(a)});
    for (int b = 0; b < 256; ++b) expect_same({static_cast<char>(a), static_cast<char>(b)});
  }
  const std::string edges = "a\x80\x8f\x90\x9f\xa0\xbf\xc2\xe0\xed\xf0\xf4";
  const auto extend = [&](const auto& again, const std::string& text) -> void {
    expect_same(text);
    if (text.size() == 4) return expect_same(text + "\x80");
    for (const char c : edges) again(again, text + c);
  };
  for (const char c : edges) extend(extend, {c});
}

}  // namespace
}  // namespace krm::base
