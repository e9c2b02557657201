// What a client that verifies makes of an authority and its certificates.
#include "tls/authority.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <array>

#include "tests/support/certificates.h"

namespace krm::tls {
namespace {

using test::names;
using test::now;
using test::verdict;

constexpr auto* violation = "permitted subtree violation";

// One that may vouch for some names, and what a client makes of a certificate for others.
class AuthorityTest : public testing::Test {
 protected:
  std::string verdict_on(std::string_view name) const {
    return verdict(authority_.own(), authority_.issue(names({name}), now), name);
  }

  const Authority authority_ = Authority::make(
      names({"localhost", "kms.us-east-1.amazonaws.com", "192.0.2.1", "::1", "127.0.0.1"}), now);
};

TEST(Authority, VouchesForAllNamesOfAServer) {
  const ServerNames all =
      names_of_server({"mock"}, names({"*.mock.test", "a_b", "192.0.2.1", "2001:db8::1"}));
  const Authority authority = Authority::make(all, now);
  const crypto::CertifiedKey issued = authority.issue(all, now);
  for (std::string host : all.hosts) {
    if (host.starts_with('*')) host.front() = 'x';
    EXPECT_EQ(verdict(authority.own(), issued, host), "ok") << host;
  }
  for (const std::string& address : all.addresses) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    ASSERT_NE(inet_ntop(address.size() == 4 ? AF_INET : AF_INET6, address.data(), text.data(),
                        text.size()),
              nullptr);
    EXPECT_EQ(verdict(authority.own(), issued, text.data()), "ok") << text.data();
  }
  EXPECT_TRUE(authority.vouches_for(issued));
}

TEST_F(AuthorityTest, IssuesForNoOtherNameThanAsked) {
  const crypto::CertifiedKey issued = authority_.issue(names({"localhost", "127.0.0.1"}), now);
  EXPECT_EQ(verdict(authority_.own(), issued, "kms.us-east-1.amazonaws.com"), "hostname mismatch");
  EXPECT_EQ(verdict(authority_.own(), issued, "192.0.2.1"), "IP address mismatch");
}

TEST_F(AuthorityTest, MayVouchForWhatLiesBelowItsNamesAndForTheLoopbackNetwork) {
  for (const std::string_view name :
       {"localhost", "kms.us-east-1.amazonaws.com", "vpce-1.kms.us-east-1.amazonaws.com",
        "192.0.2.1", "::1", "127.0.0.1", "127.0.0.2", "127.255.255.255"}) {
    EXPECT_EQ(verdict_on(name), "ok") << name;
    EXPECT_TRUE(authority_.vouches_for(authority_.issue(names({name}), now))) << name;
  }
}

TEST_F(AuthorityTest, IsConstrainedToItsNames) {
  for (const std::string_view name :
       {"example.com", "amazonaws.com", "us-east-1.amazonaws.com", "s3.us-east-1.amazonaws.com",
        "xkms.us-east-1.amazonaws.com", "kms.us-east-1.amazonaws.com.example.com",
        "kms.us-east-1.amazonaws", "localhost.example.com", "mylocalhost", "192.0.2.2", "128.0.0.1",
        "126.255.255.255", "::2", "::", "::ffff:127.0.0.1", "7f00::1"}) {
    EXPECT_EQ(verdict_on(name), violation) << name;
    EXPECT_FALSE(authority_.vouches_for(authority_.issue(names({name}), now))) << name;
  }
}

TEST_F(AuthorityTest, IsConstrainedWhateverElseACertificateNames) {
  for (const std::string_view other : {"example.com", "*.amazonaws.com", "192.0.2.2", "::2"}) {
    const crypto::CertifiedKey issued =
        authority_.issue(names({"localhost", "127.0.0.1", other}), now);
    EXPECT_EQ(verdict(authority_.own(), issued, "localhost"), violation) << other;
    EXPECT_FALSE(authority_.vouches_for(issued)) << other;
  }
}

TEST_F(AuthorityTest, OfAnotherMachineIsAnother) {
  const Authority other = Authority::make(authority_.permitted(), now);
  const crypto::CertifiedKey issued = other.issue(names({"localhost"}), now);
  EXPECT_EQ(verdict(authority_.own(), issued, "localhost"),
            "unable to get local issuer certificate");
  EXPECT_FALSE(authority_.vouches_for(issued));
  EXPECT_TRUE(other.vouches_for(issued));
}

TEST_F(AuthorityTest, HasNoAuthorityBelowIt) {
  crypto::CertifiedKey issued = authority_.issue(names({"localhost"}), now);
  crypto::CertifiedKey below =
      Authority(crypto::read_certified_key(issued.to_pem(), issued.to_pem()).value())
          .issue(names({"localhost"}), now);
  below.chain.push_back(std::move(issued.certificate));
  EXPECT_EQ(verdict(authority_.own(), below, "localhost"), "invalid CA certificate");
}

TEST_F(AuthorityTest, KnowsWhatItPermits) {
  EXPECT_EQ(authority_.permitted(),
            names({"localhost", "kms.us-east-1.amazonaws.com", "192.0.2.1", "::1"}));
  const Authority again = Authority::make(authority_.permitted(), now);
  EXPECT_EQ(again.permitted(), authority_.permitted());
  EXPECT_EQ(verdict(again.own(), again.issue(names({"127.0.0.1"}), now), "127.0.0.1"), "ok");
}

TEST_F(AuthorityTest, PermitsTheDomainOfAWildcard) {
  const Authority wide = Authority::make(names({"*.mock.test"}), now);
  EXPECT_EQ(wide.permitted(), names({"mock.test"}));
  const crypto::CertifiedKey issued = wide.issue(names({"*.mock.test"}), now);
  EXPECT_EQ(verdict(wide.own(), issued, "x.mock.test"), "ok");
  EXPECT_EQ(verdict(wide.own(), issued, "x.y.mock.test"), "hostname mismatch");
  EXPECT_TRUE(wide.vouches_for(issued));
}

TEST_F(AuthorityTest, IsTheSameAfterItWasKept) {
  const Authority read(
      crypto::read_certified_key(authority_.own().to_pem(), authority_.own().to_pem()).value());
  EXPECT_EQ(read.permitted(), authority_.permitted());
  const crypto::CertifiedKey issued = read.issue(names({"localhost"}), now);
  EXPECT_EQ(verdict(authority_.own(), issued, "localhost"), "ok");
  EXPECT_TRUE(authority_.vouches_for(issued));
}

}  // namespace
}  // namespace krm::tls
