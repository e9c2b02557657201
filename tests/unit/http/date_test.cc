#include "http/date.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>

namespace krm::http {
namespace {

using namespace std::chrono;

TEST(ImfFixdate, IsTheExampleOfTheRfc) {
  EXPECT_EQ(imf_fixdate(sys_days{1994y / November / 6} + 8h + 49min + 37s),
            "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(ImfFixdate, KnowsLeapDaysEdgesOfTheYearAndFractions) {
  const std::pair<base::WallTime, std::string> cases[] = {
      {sys_days{2024y / February / 29}, "Thu, 29 Feb 2024 00:00:00 GMT"},
      {sys_days{2026y / December / 31} + 23h + 59min + 59s + 999ms,
       "Thu, 31 Dec 2026 23:59:59 GMT"},
      {sys_days{2027y / January / 1}, "Fri, 01 Jan 2027 00:00:00 GMT"},
      {sys_days{1969y / December / 31} + 23h + 59min + 59s + 1ms, "Wed, 31 Dec 1969 23:59:59 GMT"},
  };
  for (const auto& [time, text] : cases) EXPECT_EQ(imf_fixdate(time), text);
}

}  // namespace
}  // namespace krm::http
