#include "aws/sdk_attempt.h"

#include <gtest/gtest.h>

#include "tests/support/requests.h"

namespace krm::aws {
namespace {

using test::with;

// "number/attempt", or a dash for what is not there.
std::string numbers(const http::HttpRequest& request) {
  const SdkAttempt said = sdk_attempt_of(request);
  const auto text = [](const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : std::string("-");
  };
  return text(said.number) + '/' + text(said.attempt);
}
std::string numbers(const std::string& header, const std::string& value) {
  return numbers(with(test::ask_for(1), header, value));
}

TEST(SdkAttempt, TakesPartsInAnyOrder) {
  for (const std::string text :
       {"attempt=3; max=3", "max=3; attempt=3", "ttl=20261124T071500Z; attempt=3; max=4",
        "attempt=3", " attempt=3 ;max=3", "max=3;attempt=3;", ";;attempt=3"}) {
    EXPECT_EQ(numbers("amz-sdk-request", text), "3/3") << text;
  }
  EXPECT_EQ(numbers("amz-sdk-request", "attempt=0; max=3"), "0/1") << "Ruby counts from 0";
}

TEST(SdkAttempt, TakesTheNumberOfRetries) {
  for (const auto* header : {"amz-sdk-retry", "aws-sdk-retry"}) {
    EXPECT_EQ(numbers(header, "0/0/500"), "0/1");
    EXPECT_EQ(numbers(header, "2/113/"), "2/3");
    EXPECT_EQ(numbers(header, "1/57.5"), "1/2");
    EXPECT_EQ(numbers(header, "x/0"), "-/-");
  }
  const auto both = with(with(test::ask_for(1), "amz-sdk-retry", "1/57/495"), "amz-sdk-request",
                         "ttl=20261124T071500Z;attempt=2;max=4");
  EXPECT_EQ(numbers(both), "2/2");
}

TEST(SdkAttempt, IgnoresWhatIsNoNumber) {
  for (const std::string text :
       {"", "max=3", "attempt=", "attempt=x", "attempt=-3", "attempt=3x", "attempt=+3",
        "attempt=3.0", "xattempt=3", "Attempt=3", "attempt = 3", "attempt=99999999999999999999",
        "attempt=1000001"}) {
    EXPECT_EQ(numbers("amz-sdk-request", text), "-/-") << text;
  }
}

TEST(SdkAttempt, KnowsTheIdUnderBothNames) {
  const auto id = [](const http::HttpRequest& request) {
    return std::string(sdk_attempt_of(request).invocation_id);
  };
  const auto amz = with(test::ask_for(1), "amz-sdk-invocation-id", "a");
  const auto aws = with(test::ask_for(1), "aws-sdk-invocation-id", "b");
  EXPECT_EQ(id(test::ask_for(1)), "");
  EXPECT_EQ(id(amz), "a");
  EXPECT_EQ(id(aws), "b");
  EXPECT_EQ(id(with(amz, "aws-sdk-invocation-id", "b")), "a");
  EXPECT_EQ(id(with(test::ask_for(1), "Amz-Sdk-Invocation-Id", std::string(128, 'x'))).size(),
            128u);
  EXPECT_EQ(id(with(test::ask_for(1), "amz-sdk-invocation-id", std::string(129, 'x'))), "");
}

}  // namespace
}  // namespace krm::aws
