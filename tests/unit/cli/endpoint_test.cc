#include "cli/endpoint.h"

#include <gtest/gtest.h>

namespace krm::cli {
namespace {

TEST(UrlOf, SaysWhereTheServerListens) {
  EXPECT_EQ(url_of(Tls::off, "0.0.0.0", 4599), "http://0.0.0.0:4599");
  EXPECT_EQ(url_of(Tls::off, "::", 1), "http://[::]:1");
}

TEST(UrlOf, IsOfHttpsWhereNothingElseIsAnswered) {
  EXPECT_EQ(url_of(Tls::automatic, "localhost", 1), "http://localhost:1");
  EXPECT_EQ(url_of(Tls::require, "localhost", 1), "https://localhost:1");
  EXPECT_EQ(url_of(Tls::require, "::1", 4599), "https://[::1]:4599");
}

TEST(UrlsOf, AreThoseOfAllHosts) {
  EXPECT_EQ(urls_of(Tls::automatic, {"127.0.0.1"}, 1), "http://127.0.0.1:1");
  EXPECT_EQ(urls_of(Tls::require, {"127.0.0.1", "::1", "kms"}, 1),
            "https://127.0.0.1:1 and https://[::1]:1 and https://kms:1");
}

TEST(ClientUrl, IsOneThatAClientCanConnectTo) {
  EXPECT_EQ(client_url(Tls::automatic, "127.0.0.1", 4599), "http://127.0.0.1:4599");
  EXPECT_EQ(client_url(Tls::automatic, "localhost", 1), "http://localhost:1");
  EXPECT_EQ(client_url(Tls::automatic, "::1", 1), "http://[::1]:1");
  EXPECT_EQ(client_url(Tls::automatic, "0.0.0.0", 1), "http://127.0.0.1:1");
  EXPECT_EQ(client_url(Tls::require, "0.0.0.0", 1), "https://127.0.0.1:1");
  EXPECT_EQ(client_url(Tls::require, "::", 1), "https://[::1]:1");
}

TEST(Secured, IsTheSameByHttps) {
  EXPECT_EQ(secured("http://127.0.0.1:4599"), "https://127.0.0.1:4599");
  EXPECT_EQ(secured("https://127.0.0.1:4599"), "https://127.0.0.1:4599");
  EXPECT_EQ(secured(""), "");
}

}  // namespace
}  // namespace krm::cli
