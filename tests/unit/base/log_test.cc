#include "base/log.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <optional>

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
  capture.log.say(Level::info, "say \"hi\"\n\xff");
  EXPECT_EQ(capture.text(),
            R"({"time":"2026-11-24T07:15:00.000Z","level":"info","message":"say \"hi\"\\x0a\\xff"})"
            "\n");
}

TEST(Log, DropsWhatIsBelowTheThreshold) {
  LogCapture capture(LogFormat::text, Level::warning);
  capture.log.say(Level::info, "quiet");
  EXPECT_EQ(capture.text(), "");
}

TEST(Log, WritesARecordWithItsParts) {
  const Log::Fields fields{{"path", Log::Quoted{"/\"\n"}}, {"id", "1\n2"}, {"status", 200}};
  LogCapture text;
  text.log.record("request", fields);
  EXPECT_EQ(text.text(),
            "2026-11-24T07:15:00.000Z request path=\"/\\\"\\x0a\" id=1\\x0a2 status=200\n");
  LogCapture json(LogFormat::json);
  json.log.record("request", fields);
  EXPECT_EQ(json.text(), R"({"time":"2026-11-24T07:15:00.000Z","level":"info","message":"request",)"
                         R"("path":"/\"\\x0a","id":"1\\x0a2","status":200})"
                         "\n");
}

TEST(Log, WritesLinesIndentedBehindTheirEvent) {
  const Log::Fields fields{{"id", "1"}, {"computed", Log::Lines{"a\n\n\"b\\\xff"}}};
  LogCapture text;
  text.log.record("request", fields);
  EXPECT_EQ(text.text(),
            "2026-11-24T07:15:00.000Z request id=1\n  computed:\n    a\n    \n    \"b\\\\xff\n");
  LogCapture json(LogFormat::json);
  json.log.record("request", fields);
  EXPECT_EQ(json.text(), R"({"time":"2026-11-24T07:15:00.000Z","level":"info","message":"request",)"
                         R"("id":"1","computed":"a\n\n\"b\\\\xff"})"
                         "\n");
}

TEST(Log, CutsLinesToWhatIsWrittenAtOnce) {
  const std::string long_lines = std::string(100, 'x') + "\n" + std::string(5000, '"');
  for (const LogFormat format : {LogFormat::text, LogFormat::json}) {
    LogCapture capture(format);
    capture.log.record("request", {{"computed", Log::Lines{long_lines}}});
    EXPECT_LE(capture.text().size(), 4096U);
    EXPECT_GE(capture.text().size(), 3700U);
    EXPECT_TRUE(capture.text().ends_with(format == LogFormat::text ? "\"...\n" : "...\"}\n"));
  }
}

TEST(Log, LetsNoOneForgeALine) {
  LogCapture capture;
  capture.log.say(Level::info, "cannot listen on {}", "a\nerror: forged");
  EXPECT_EQ(capture.text(), "cannot listen on a\\x0aerror: forged\n");
}

TEST(Log, DropsAndCountsWhatFindsNoReaderInsteadOfWaiting) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const test::ManualClock clock;
  std::optional<Log> log(std::in_place, ends[1], LogFormat::text, Level::info, clock);
  for (int i = 0; i < 10'000; ++i) log->say(Level::info, "line {}", i);
  std::string read_back(1 << 20, ' ');
  const auto drain = [&] {
    return read_back.substr(
        0, static_cast<std::size_t>(read(ends[0], read_back.data(), read_back.size())));
  };
  const std::string first = drain();
  EXPECT_TRUE(first.starts_with("line 0\nline 1\n"));
  const auto kept = std::count(first.begin(), first.end(), '\n');
  EXPECT_LT(kept, 10'000);
  EXPECT_EQ(drain(),
            fmt::format("warning: {} log lines found no reader and were dropped\n", 10'000 - kept))
      << "without another line";
  log->say(Level::info, "again");
  EXPECT_EQ(drain(), "again\n");
  log.reset();
  EXPECT_EQ(drain(), fmt::format("warning: {} log lines were dropped in all: nobody read them in "
                                 "time\n",
                                 10'000 - kept));
  close(ends[0]);
  close(ends[1]);
}

TEST(Log, EndsWhereNobodyCanRead) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const test::ManualClock clock;
  const auto before = std::signal(SIGPIPE, SIG_IGN);  // as the program does
  {
    const Log log(ends[1], LogFormat::text, Level::info, clock);
    for (int i = 0; i < 10'000; ++i) log.say(Level::info, "line {}", i);
    close(ends[0]);
    for (int i = 0; i < 10; ++i) log.say(Level::info, "line {}", i);
  }
  std::signal(SIGPIPE, before);
  close(ends[1]);
}

TEST(Log, SaysNothingAtItsEndWhenNothingWasLost) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const test::ManualClock clock;
  { const Log log(ends[1], LogFormat::text, Level::info, clock); }
  close(ends[1]);
  char byte = 0;
  EXPECT_EQ(read(ends[0], &byte, 1), 0);
  close(ends[0]);
}

TEST(Iso8601, HasMillisecondsAndNoTimeZoneButZ) {
  const WallTime time{std::chrono::milliseconds(1'700'000'000'042)};
  EXPECT_EQ(iso8601(time), "2023-11-14T22:13:20.042Z");
}

}  // namespace
}  // namespace krm::base
