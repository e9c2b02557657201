#include "http/reply.h"

#include <gtest/gtest.h>

namespace krm::http {
namespace {

TEST(EncodeHead, KeepsOrderSpellingAndEmptyValues) {
  const HttpReply reply{.status = 200,
                        .headers = {{"x-amzn-RequestId", "1"}, {"Date", ""}, {"a", "b"}},
                        .body = "not in the head"};
  EXPECT_EQ(encode_head(reply), "HTTP/1.1 200 OK\r\nx-amzn-RequestId: 1\r\nDate: \r\na: b\r\n\r\n");
}

TEST(EncodeHead, TakesTheReasonOfTheReplyWhereThereIsOne) {
  HttpReply reply{.status = 404, .headers = {}, .body = {}, .reason = "No such key"};
  EXPECT_EQ(encode_head(reply), "HTTP/1.1 404 No such key\r\n\r\n");
  reply.reason = "";
  EXPECT_EQ(encode_head(reply), "HTTP/1.1 404 \r\n\r\n");
}

TEST(ReasonPhrase, IsEmptyForAStatusWithoutOne) {
  EXPECT_EQ(reason_phrase(404), "Not Found");
  EXPECT_EQ(reason_phrase(431), "Request Header Fields Too Large");
  EXPECT_EQ(reason_phrase(299), "");
}

}  // namespace
}  // namespace krm::http
