#include "scenario/template.h"

#include <gtest/gtest.h>

namespace krm::scenario {
namespace {

std::string filled(std::string_view text) {
  const auto read = parse_template(text);
  return read ? read->filled({"ID", "DATE"}) : read.error();
}

TEST(Template, IsFilled) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", ""},
      {"plain $ and {braces} and $x", "plain $ and {braces} and $x"},
      {"${request_id}", "ID"},
      {"a${date}b${request_id}${date}", "aDATEbIDDATE"},
      {"$${date}", "${date}"},
      {"$$${date}", "$${date}"},
      {"$", "$"},
      {"$$", "$$"},
      {"x$${", "x${"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(filled(text), expected) << text;
}

TEST(Template, IsWrittenAsItWasRead) {
  for (const auto* text : {"", "a${date}b", "$${date}", "$$${x", "$$", "a$"}) {
    const auto read = parse_template(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(written(*read), text);
    EXPECT_EQ(parse_template(written(*read)), *read);
  }
}

TEST(Template, RefusesWhatItCannotFill) {
  const std::string rest =
      " is no placeholder; there is ${request_id} and ${date}, and $${ stands for \"${\" itself";
  EXPECT_EQ(filled("a ${requestId} b"), "\"${requestId}\"" + rest);
  EXPECT_EQ(filled("${}"), "\"${}\"" + rest);
  EXPECT_EQ(filled("${date"), "\"${date\"" + rest);
  EXPECT_EQ(filled("${ date }"), "\"${ date }\"" + rest);
}

}  // namespace
}  // namespace krm::scenario
