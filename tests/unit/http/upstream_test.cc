#include "http/upstream.h"

#include <gtest/gtest.h>

namespace krm::http {
namespace {

TEST(Upstream, IsNamedByTheUrlThatPeopleWrite) {
  EXPECT_EQ((Upstream{.transport = Transport::http, .host = "127.0.0.1", .port = 4566}.url()),
            "http://127.0.0.1:4566");
  EXPECT_EQ((Upstream{.transport = Transport::https, .host = "kms.test", .port = 443}.url()),
            "https://kms.test");
  EXPECT_EQ((Upstream{.transport = Transport::http, .host = "kms.test", .port = 80}.url()),
            "http://kms.test");
  EXPECT_EQ((Upstream{.transport = Transport::http, .host = "kms.test", .port = 443}.url()),
            "http://kms.test:443");
  EXPECT_EQ((Upstream{.transport = Transport::https, .host = "::1", .port = 80}.url()),
            "https://[::1]:80");
}

}  // namespace
}  // namespace krm::http
