#include "cli/endpoint.h"

#include <gtest/gtest.h>

namespace krm::cli {
namespace {

TEST(BaseUrl, IsOneThatAClientCanConnectTo) {
  EXPECT_EQ(base_url("127.0.0.1", 4599), "http://127.0.0.1:4599");
  EXPECT_EQ(base_url("localhost", 1), "http://localhost:1");
  EXPECT_EQ(base_url("::1", 1), "http://[::1]:1");
  EXPECT_EQ(base_url("0.0.0.0", 1), "http://127.0.0.1:1");
  EXPECT_EQ(base_url("::", 1), "http://[::1]:1");
}

}  // namespace
}  // namespace krm::cli
