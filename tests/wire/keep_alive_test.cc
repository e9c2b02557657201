// Whether a connection outlives a reply, and what the reply says about it.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

std::string http_1_0(std::string_view more) {
  return std::string("POST / HTTP/1.0\r\n")
      .append(target_header)
      .append(type_header)
      .append(more)
      .append("Content-Length: 20\r\n\r\n")
      .append(body_32);
}

class KeepAlive : public testing::Test {
 protected:
  Server server_;
  SocketClient client_ = server_.connect();
};

TEST_F(KeepAlive, IsTheRuleInHttp11AndNotMentioned) {
  for (int i = 0; i < 3; ++i) {
    client_.send(generate_random_bytes(body_32));
    EXPECT_EQ(client_.read_reply(), kms_reply("200 OK", plaintext_32));
  }
}

TEST_F(KeepAlive, SurvivesAnError) {
  client_.send(generate_random_bytes("hello"));
  EXPECT_EQ(client_.read_reply(),
            kms_reply("400 Bad Request", R"({"__type":"SerializationException"})"));
  client_.send(generate_random_bytes(body_32));
  EXPECT_EQ(client_.read_reply(), kms_reply("200 OK", plaintext_32));
}

TEST_F(KeepAlive, EndsWhenTheClientAsksSo) {
  client_.send(generate_random_bytes(body_32, "Connection: close\r\n"));
  EXPECT_EQ(client_.read_to_end(),
            (Received{kms_reply("200 OK", plaintext_32, "Connection: close\r\n"), End::fin}));
}

TEST_F(KeepAlive, EndsWhenCloseIsOneOfSeveralOptionsInAnyCase) {
  client_.send(generate_random_bytes(body_32, "Connection: TE, Close\r\n"));
  EXPECT_EQ(client_.read_to_end(),
            (Received{kms_reply("200 OK", plaintext_32, "Connection: close\r\n"), End::fin}));
}

TEST_F(KeepAlive, LeavesWhatFollowsTheLastRequestUnanswered) {
  client_.send(generate_random_bytes(body_32, "Connection: close\r\n") +
               generate_random_bytes(body_32));
  EXPECT_EQ(client_.read_to_end(),
            (Received{kms_reply("200 OK", plaintext_32, "Connection: close\r\n"), End::fin}));
}

TEST_F(KeepAlive, IsTheExceptionInHttp10) {
  client_.send(http_1_0(""));
  EXPECT_EQ(client_.read_to_end(), (Received{kms_reply("200 OK", plaintext_32), End::fin}));
}

TEST_F(KeepAlive, IsGrantedToHttp10OnRequest) {
  for (int i = 0; i < 2; ++i) {
    client_.send(http_1_0("Connection: Keep-Alive\r\n"));
    EXPECT_EQ(client_.read_reply(),
              kms_reply("200 OK", plaintext_32, "Connection: keep-alive\r\n"));
  }
}

TEST_F(KeepAlive, LetsAClientThatClosedItsSideHearTheReply) {
  client_.send(generate_random_bytes(body_32));
  client_.finish_sending();
  EXPECT_EQ(client_.read_to_end(), (Received{kms_reply("200 OK", plaintext_32), End::fin}));
}

}  // namespace
}  // namespace krm::test
