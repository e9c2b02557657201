#include "sigv4/timestamp.h"

#include <gtest/gtest.h>

#include <string>

namespace krm::sigv4 {
namespace {

TEST(Timestamp, IsReadAndWrittenAlike) {
  for (const std::string text : {"20150830T123600Z", "19700101T000000Z", "20240229T235959Z",
                                 "00000101T000000Z", "99991231T235959Z"}) {
    const auto time = parse_timestamp(text);
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(timestamp(*time), text);
  }
  EXPECT_EQ(parse_timestamp("20150830T123600Z")->time_since_epoch().count(), 1440938160);
}

TEST(Timestamp, IsOfOneForm) {
  for (const std::string text :
       {"", "201", "20150830", "20150830T123600", "20150830T123600z", "20150830t123600Z",
        "2015-08-30T12:36:00Z", " 20150830T123600Z", "20150830T123600ZZ", "2015083OT123600Z",
        "20151330T123600Z", "20150832T123600Z", "20150229T123600Z", "20150830T243600Z",
        "20150830T126000Z", "20150830T123660Z"}) {
    EXPECT_FALSE(parse_timestamp(text)) << text;
  }
}

}  // namespace
}  // namespace krm::sigv4
