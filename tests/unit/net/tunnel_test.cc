#include "net/tunnel.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/tls_peer.h"

namespace krm::net {
namespace {

using Tls = Encryption::Tls;

http::HttpRequest connect_to(const std::string& target) {
  http::HttpRequest request;
  request.method = "CONNECT";
  request.target = target;
  return request;
}

std::optional<NoTunnel> judged(const std::string& target, Tls tls = Tls::automatic) {
  return why_no_tunnel(connect_to(target),
                       {tls, tls == Tls::off ? nullptr : &test::identity_of_tests()}, false);
}

std::string why(const std::string& target) {
  const auto no = judged(target);
  return no ? std::to_string(no->status) + " " + no->why : "";
}

TEST(Tunnel, LeadsToTheNamesOfTheCertificate) {
  for (const char* target :
       {"localhost:443", "LOCALHOST:443", "127.0.0.1:443", "localhost:1", "localhost.:443"}) {
    EXPECT_EQ(why(target), "") << target;
  }
}

TEST(Tunnel, LeadsNowhereElse) {
  for (const std::string host : {"example.com", "localhost.example.com", "10.0.0.1", "a..b", "-"}) {
    EXPECT_EQ(why(host + ":443"),
              "403 kms-random-mock is no open proxy: it stands in for the names of its certificate "
              "only, and \"" +
                  host + "\" is none (NO_PROXY leaves it out, --tls-san takes it in)");
  }
  EXPECT_TRUE(
      why("[::1]:443")
          .ends_with("and \"::1\" is none (NO_PROXY leaves it out, --tls-san takes it in)"));
  EXPECT_TRUE(
      why("a\"\x01:443")
          .ends_with(R"(and "a\"\x01" is none (NO_PROXY leaves it out, --tls-san takes it in))"));
}

TEST(Tunnel, HasATargetWithHostAndPort) {
  for (const char* target :
       {"localhost", "localhost:", "localhost:0", "localhost:65536", ":443", "localhost:+1", "/",
        "http://localhost:443/", "::1:443", "[]:443", "localhost:443x"}) {
    EXPECT_EQ(why(target), "400 CONNECT needs HOST:PORT") << target;
  }
}

TEST(Tunnel, NeedsATlsThatIsOn) {
  const auto no = judged("localhost:443", Tls::off);
  ASSERT_TRUE(no);
  EXPECT_EQ(no->status, 403);
  EXPECT_EQ(no->why, "kms-random-mock is no proxy while its TLS is off (--tls off)");
}

TEST(Tunnel, BeginsOnAPlainConnectionOnceAndWithoutABody) {
  const Encryption encryption{Tls::automatic, &test::identity_of_tests()};
  http::HttpRequest connect = connect_to("localhost:443");
  EXPECT_EQ(why_no_tunnel(connect, encryption, true)->status, 403);
  connect.body = "x";
  EXPECT_EQ(why_no_tunnel(connect, encryption, false)->status, 400);
  connect.body = "";
  EXPECT_FALSE(why_no_tunnel(connect, encryption, false));
  connect.transport = http::Transport::https;
  const auto no = why_no_tunnel(connect, encryption, false);
  ASSERT_TRUE(no);
  EXPECT_EQ(no->status, 403);
  EXPECT_NE(no->why.find("http:// proxy URL"), std::string::npos) << no->why;
}

}  // namespace
}  // namespace krm::net
