#include "base/log.h"

#include <gtest/gtest.h>

#include "tests/support/log_capture.h"

namespace krm::base {
namespace {

using test::LogCapture;

TEST(Log, WritesTextAsTheMessageAlone) {
  LogCapture capture;
  capture.log.say(Level::info, "listening on {}", "http://127.0.0.1:4599");
  EXPECT_EQ(capture.text(), "listening on http://127.0.0.1:4599\n");
}

TEST(Log, MarksWarningsAndErrors) {
  LogCapture capture;
  capture.log.say(Level::warning, "a");
  capture.log.say(Level::error, "b");
  EXPECT_EQ(capture.text(), "warning: a\nerror: b\n");
}

TEST(Log, WritesJsonAsOneObjectALine) {
  LogCapture capture(LogFormat::json);
  capture.log.say(Level::info, "say \"hi\"\n\\");
  EXPECT_EQ(capture.text(),
            R"({"time":"2026-11-24T07:15:00.000Z","level":"info","message":"say \"hi\"\u000a\\"})"
            "\n");
}

TEST(Log, DropsWhatIsBelowTheThreshold) {
  LogCapture capture(LogFormat::text, Level::warning);
  capture.log.say(Level::info, "quiet");
  EXPECT_EQ(capture.text(), "");
}

TEST(Quoted, LetsNoOneForgeALine) {
  EXPECT_EQ(quoted("a\nerror: \"b\"\\\x7f\xc3\xa9"), R"("a\x0aerror: \"b\"\\\x7f\xc3\xa9")");
}

TEST(Quoted, CutsWhatIsLong) { EXPECT_EQ(quoted("abcdef", 3), R"("abc...")"); }

TEST(Iso8601, HasMillisecondsAndNoTimeZoneButZ) {
  const WallTime time{std::chrono::milliseconds(1'700'000'000'042)};
  EXPECT_EQ(iso8601(time), "2023-11-14T22:13:20.042Z");
}

}  // namespace
}  // namespace krm::base
