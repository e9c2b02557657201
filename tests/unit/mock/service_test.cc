#include "mock/service.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/support/counting_entropy.h"
#include "tests/support/log_capture.h"
#include "tests/support/manual_clock.h"
#include "tests/support/requests.h"

namespace krm::mock {
namespace {

using test::generate_random;

class ThrowingEntropy final : public base::Entropy {
 public:
  bool fill(std::span<std::uint8_t>) override { throw std::runtime_error("no more bytes"); }
};

class Service : public testing::Test {
 protected:
  http::Answer answer(const http::HttpRequest& request, bool access_log = false) {
    return make_service({*entropy_, tenants_, journal_, capture_.log}, access_log)(request);
  }

  test::ManualClock clock_;
  test::CountingEntropy counting_;
  base::Entropy* entropy_ = &counting_;
  Journal journal_;
  Tenants tenants_{clock_, journal_,
                   ActiveScenario(std::make_shared<const scenario::Scenario>(), 42)};
  test::LogCapture capture_;
};

TEST_F(Service, IsQuietByDefault) {
  const http::Answer granted = answer(generate_random(R"({"NumberOfBytes":4})"));
  EXPECT_EQ(granted.reply.status, 200);
  granted.closed({});
  answer(generate_random(R"({"NumberOfBytes":0})"));
  EXPECT_EQ(capture_.text(), "");
}

TEST_F(Service, SaysWhyWhereTheReplyDoesNot) {
  const http::Answer refused = answer(test::without(generate_random("{}"), "Content-Type"));
  EXPECT_EQ(capture_.text(), "");
  refused.closed({http::DeliveryReport::End::complete, 321});
  EXPECT_EQ(capture_.text(),
            "2026-11-24T07:15:00.000Z request tenant=\"-\" method=\"POST\" path=\"/\" status=404 "
            "outcome=UnknownOperationException id=00010203-0405-4607-8809-0a0b0c0d0e0f call=0 "
            "attempt=1 sent=321 delivery=complete why=\"there is no Content-Type, not "
            "application/x-amz-json-1.1\"\n");
}

TEST_F(Service, WritesALineForEachDeliveryAndNoBytes) {
  const http::Answer granted = answer(generate_random(R"({"NumberOfBytes":4})"), true);
  EXPECT_EQ(capture_.text(), "");
  ASSERT_TRUE(granted.closed);
  granted.closed({http::DeliveryReport::End::complete, 321});
  EXPECT_EQ(capture_.text(),
            "2026-11-24T07:15:00.000Z request tenant=\"-\" method=\"POST\" path=\"/\" status=200 "
            "outcome=4_bytes id=00010203-0405-4607-8809-0a0b0c0d0e0f call=0 attempt=1 sent=321 "
            "delivery=complete\n");
}

TEST_F(Service, NamesTheErrorInTheAccessLog) {
  const http::Answer refused = answer(generate_random(R"({"NumberOfBytes":0})"), true);
  refused.closed({http::DeliveryReport::End::client_left, 0});
  EXPECT_EQ(capture_.text(),
            "2026-11-24T07:15:00.000Z request tenant=\"-\" method=\"POST\" path=\"/\" status=400 "
            "outcome=ValidationException id=00010203-0405-4607-8809-0a0b0c0d0e0f call=0 attempt=1 "
            "sent=0 "
            "delivery=client_left\n");
}

TEST_F(Service, SaysWhoseRequestItWas) {
  const auto asks =
      generate_random(R"({"NumberOfBytes":4,"CustomKeyStoreId":"cks-1234567890abcdef0"})");
  const auto request = test::signed_by("gw0", test::of_call("one", asks));
  answer(request, true);
  answer(request, true).closed({http::DeliveryReport::End::complete, 9});
  EXPECT_EQ(
      capture_.text(),
      "2026-11-24T07:15:00.000Z request tenant=\"gw0\" method=\"POST\" path=\"/\" status=400 "
      "outcome=CustomKeyStoreNotFoundException id=00010203-0405-4607-8809-0a0b0c0d0e0f call=0 "
      "attempt=2 key_store=\"cks-1234567890abcdef0\" sent=9 delivery=complete "
      R"(why="key store \"cks-1234567890abcdef0\" does not exist")"
      "\n");
}

TEST_F(Service, KeepsWhatAQueryMayHoldOutOfTheLog) {
  http::HttpRequest request = generate_random(R"({"NumberOfBytes":4})");
  request.target = "/path?X-Amz-Security-Token=SECRET&X-Amz-Signature=SECRET";
  answer(request, true).closed({http::DeliveryReport::End::complete, 1});
  request.method = "GET";
  answer(request, true).closed({http::DeliveryReport::End::complete, 1});
  EXPECT_NE(capture_.text().find("path=\"/path\""), std::string::npos);
  EXPECT_EQ(capture_.text().find("SECRET"), std::string::npos);
}

TEST_F(Service, AnswersOurOwnMistakesWithInternalFailure) {
  ThrowingEntropy throwing;
  entropy_ = &throwing;
  const http::Answer failed = answer(generate_random(R"({"NumberOfBytes":4})"));
  EXPECT_EQ(failed.reply.status, 500);
  EXPECT_EQ(failed.reply.body, R"({"__type":"InternalFailure"})");
  EXPECT_EQ(capture_.text(), "error: bug: no more bytes\n");
}

}  // namespace
}  // namespace krm::mock
