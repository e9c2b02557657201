#include "cli/endpoint.h"

#include <gtest/gtest.h>

namespace krm::cli {
namespace {

TEST(UrlOf, SaysWhereTheServerListens) {
  EXPECT_EQ(url_of("0.0.0.0", 4599), "http://0.0.0.0:4599");
  EXPECT_EQ(url_of("::", 1), "http://[::]:1");
}

TEST(ClientUrl, IsOneThatAClientCanConnectTo) {
  EXPECT_EQ(client_url("127.0.0.1", 4599), "http://127.0.0.1:4599");
  EXPECT_EQ(client_url("localhost", 1), "http://localhost:1");
  EXPECT_EQ(client_url("::1", 1), "http://[::1]:1");
  EXPECT_EQ(client_url("0.0.0.0", 1), "http://127.0.0.1:1");
  EXPECT_EQ(client_url("::", 1), "http://[::1]:1");
}

}  // namespace
}  // namespace krm::cli
