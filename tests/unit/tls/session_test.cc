// Bytes between two ends that have shaken hands.
#include "tests/unit/tls/pair.h"

namespace krm::tls {
namespace {

// Each with both versions.
class SessionTest : public PairTest, public testing::WithParamInterface<int> {
 protected:
  Pair both() const { return secured(GetParam()); }
};

INSTANTIATE_TEST_SUITE_P(Tls, SessionTest, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION),
                         [](const auto& version) {
                           return version.param == TLS1_2_VERSION ? "12" : "13";
                         });

std::string bytes(std::size_t size) {
  std::string all(size, '\0');
  for (std::size_t i = 0; i < size; ++i) all[i] = static_cast<char>(i * 7 + i / 251);
  return all;
}

TEST_P(SessionTest, CarriesBytesBothWays) {
  Pair pair = both();
  for (const std::size_t size : {std::size_t{1}, std::size_t{100}, Session::longest_record,
                                 Session::longest_record + 1, std::size_t{1} << 20}) {
    EXPECT_TRUE(pair.client.session.write(bytes(size)));
    pass(pair.client, pair.server);
    EXPECT_EQ(pair.server.read(), bytes(size)) << size;
    EXPECT_EQ(pair.server.end, ReadEnd::needs_more);
    EXPECT_TRUE(pair.server.session.write(bytes(size)));
    pass(pair.server, pair.client);
    EXPECT_EQ(pair.client.read(), bytes(size)) << size;
    EXPECT_EQ(pair.client.end, ReadEnd::needs_more);
  }
}

TEST_P(SessionTest, SendsNothingOfNothing) {
  Pair pair = both();
  EXPECT_TRUE(pair.server.session.write(""));
  EXPECT_TRUE(pair.server.session.write({}));
  EXPECT_EQ(pair.server.take(), "");
  EXPECT_TRUE(pair.server.session.write("x"));
  pass(pair.server, pair.client);
  EXPECT_EQ(pair.client.read(), "x");
}

TEST_P(SessionTest, MakesOneRecordOfSixteenKibibytesAtMost) {
  Pair pair = both();
  EXPECT_TRUE(pair.server.session.write(bytes(Session::longest_record)));
  const std::string one = pair.server.take();
  ASSERT_GT(one.size(), Session::longest_record);
  EXPECT_EQ((static_cast<unsigned char>(one[3]) << 8) + static_cast<unsigned char>(one[4]) + 5,
            static_cast<int>(one.size()));
}

TEST_P(SessionTest, GivesBytesInPiecesAsSmallAsAsked) {
  Pair pair = both();
  EXPECT_TRUE(pair.client.session.write(bytes(1000)));
  EXPECT_TRUE(pair.client.session.write("next"));
  pass(pair.client, pair.server);
  EXPECT_EQ(pair.server.read(7), bytes(1000) + "next");
}

TEST_P(SessionTest, TakesItsBytesOneByOne) {
  Pair pair = both();
  EXPECT_TRUE(pair.client.session.write("a request"));
  const std::string record = pair.client.take();
  for (const char& byte : std::string_view(record).substr(0, record.size() - 1)) {
    pair.server.session.feed({&byte, 1});
    EXPECT_EQ(pair.server.read(), "");
    EXPECT_EQ(pair.server.end, ReadEnd::needs_more);
  }
  pair.server.session.feed({&record.back(), 1});
  EXPECT_EQ(pair.server.read(), "a request");
}

TEST_P(SessionTest, FailsOnACorruptedRecord) {
  Pair pair = both();
  EXPECT_TRUE(pair.client.session.write("a request"));
  std::string record = pair.client.take();
  record.back() = static_cast<char>(record.back() ^ 1);
  pair.server.session.feed(record);
  EXPECT_EQ(pair.server.read(), "");
  EXPECT_EQ(pair.server.end, ReadEnd::failed);
  EXPECT_NE(pair.server.session.failure(), "") << "in the words of this release of OpenSSL";
  EXPECT_FALSE(pair.server.session.write("x"));
  pass(pair.server, pair.client);
  pair.client.read();
  EXPECT_EQ(pair.client.end, ReadEnd::failed);
  EXPECT_EQ(alert_in(pair.client), "alert bad record mac");
}

TEST_P(SessionTest, FailsOnPlainText) {
  Pair pair = both();
  pair.server.session.feed(std::string_view("GET / HTTP/1.1\r\n\r\n"));
  pair.server.read();
  EXPECT_EQ(pair.server.end, ReadEnd::failed);
  EXPECT_NE(pair.server.session.failure(), "") << "in the words of this release of OpenSSL";
}

TEST_P(SessionTest, IsClosedByOneSideAfterTheLastByte) {
  Pair pair = both();
  EXPECT_TRUE(pair.server.session.write("the end"));
  pair.server.session.close();
  EXPECT_FALSE(pair.server.session.write("more"));
  pass(pair.server, pair.client);
  EXPECT_EQ(pair.client.read(), "the end");
  EXPECT_EQ(pair.client.end, ReadEnd::closed);
  EXPECT_EQ(pair.client.read(), "") << "and stays so";
  EXPECT_EQ(pair.client.end, ReadEnd::closed);
}

TEST_P(SessionTest, IsReadOnWhenThisSideIsClosed) {
  Pair pair = both();
  pair.server.session.close();
  pair.server.take();
  EXPECT_TRUE(pair.client.session.write("late"));
  pair.client.session.close();
  pass(pair.client, pair.server);
  EXPECT_EQ(pair.server.read(), "late");
  EXPECT_EQ(pair.server.end, ReadEnd::closed);
}

TEST_P(SessionTest, IsWrittenOnWhenTheOtherSideIsClosed) {
  Pair pair = both();
  EXPECT_TRUE(pair.client.session.write("a request"));
  pair.client.session.close();
  pass(pair.client, pair.server);
  EXPECT_EQ(pair.server.read(), "a request");
  EXPECT_EQ(pair.server.end, ReadEnd::closed);
  EXPECT_TRUE(pair.server.session.write("an answer"));
  pair.server.session.close();
  pass(pair.server, pair.client);
  EXPECT_EQ(pair.client.read(), "an answer");
  EXPECT_EQ(pair.client.end, ReadEnd::closed);
}

TEST_P(SessionTest, IsClosedOnce) {
  Pair pair = both();
  pair.server.session.close();
  EXPECT_NE(pair.server.take(), "");
  pair.server.session.close();
  EXPECT_EQ(pair.server.take(), "");
}

TEST_P(SessionTest, OutlivesItsContext) {
  const crypto::CertifiedKey shown = authority_.issue(test::names({"localhost"}), test::now);
  auto context = std::make_unique<Context>(shown);
  const auto client_side = client({.lowest = GetParam(), .highest = GetParam()});
  Pair pair(*context, *client_side);
  context.reset();
  pair.shake_hands();
  EXPECT_EQ(pair.server.state, done);
}

TEST_F(PairTest, IsClosedAndSilentBeforeItHasShakenHands) {
  End server(context_.new_session());
  server.session.close();
  EXPECT_EQ(server.take(), "");
}

}  // namespace
}  // namespace krm::tls
