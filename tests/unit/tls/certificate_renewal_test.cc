// What is replaced as time passes and names change.
#include "tests/unit/tls/directory_fixture.h"
#include "tls/certificate_names.h"
#include "tls/trust_bundle.h"

namespace krm::tls {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using test::begin_of;
using test::end_of;
using test::names;
using test::now;

class CertificateRenewal : public DirectoryFixture {
 protected:
  // After the first use, with the log of that forgotten.
  CertificateRenewal() {
    first_ = certificate().to_pem();
    first_authority_ = read("authority.pem");
    said();
  }

  bool same_authority() const { return read("authority.pem") == first_authority_; }

  const std::string not_for_long_ =
      made_new_ + file("ca.pem") + ": the one before is not good for much longer\n";
  const std::string other_names_ =
      made_new_ + file("ca.pem") + ": the one before may not vouch for all names of this server\n";
  std::string first_;
  std::string first_authority_;
};

TEST_F(CertificateRenewal, ComesThirtyDaysBeforeTheEnd) {
  const auto end = now + days(397);
  EXPECT_EQ(certificate(end - days(30) - 1s).to_pem(), first_);
  const crypto::CertifiedKey next = certificate(end - days(30));
  EXPECT_NE(next.to_pem(), first_);
  EXPECT_EQ(end_of(*next.certificate), end - days(30) + days(397));
  expect_kept(next);
  EXPECT_TRUE(same_authority());
  EXPECT_EQ(said(), "");
}

TEST_F(CertificateRenewal, ComesAtLastWhenNobodyAskedForYears) {
  const crypto::CertifiedKey next = certificate(now + days(2000));
  EXPECT_EQ(end_of(*next.certificate), now + days(2397));
  expect_kept(next);
  EXPECT_TRUE(same_authority());
  EXPECT_EQ(said(), "");
}

TEST_F(CertificateRenewal, OfAnAuthorityComesThirtyDaysBeforeItsEnd) {
  const auto end = now + days(3653);
  EXPECT_EQ(end_of(*certificate(end - days(30) - 1s).certificate), end);
  EXPECT_TRUE(same_authority());
  EXPECT_EQ(said(), "");
  const crypto::CertifiedKey next = certificate(end - days(30), names({"localhost"}));
  expect_kept(next);
  EXPECT_FALSE(same_authority());
  EXPECT_EQ(end_of(*authority().own().certificate), end - days(30) + days(3653));
  EXPECT_EQ(authority().permitted(), names({"localhost", "kms.test", "::1"})) << "and all before";
  EXPECT_EQ(said(), not_for_long_);
}

// A server that runs for years renews as one that has just started.
TEST_F(CertificateRenewal, ComesForAServerThatRuns) {
  auto running = directory(names_);
  EXPECT_EQ(running.certificate(now).to_pem(), first_);
  for (auto time = now; time < now + days(8000); time += days(100)) {
    const crypto::CertifiedKey given = running.certificate(time);
    EXPECT_TRUE(given.holds(time, time + days(30)));
    expect_kept(given);
  }
  EXPECT_EQ(said(), not_for_long_ + not_for_long_);
}

TEST_F(CertificateRenewal, ComesWithFewerNames) {
  const ServerNames fewer = names({"localhost"});
  const crypto::CertifiedKey next = certificate(now, fewer);
  EXPECT_EQ(names_of(*next.certificate), fewer);
  expect_kept(next);
  EXPECT_TRUE(same_authority());
  EXPECT_EQ(said(), "");
}

TEST_F(CertificateRenewal, ComesWithNamesThatThePermittedOnesInclude) {
  const ServerNames others = names({"localhost", "*.kms.test", "a.kms.test", "127.0.0.2"});
  const crypto::CertifiedKey next = certificate(now, others);
  EXPECT_EQ(names_of(*next.certificate), others);
  expect_kept(next);
  EXPECT_TRUE(same_authority());
  EXPECT_EQ(said(), "");
}

TEST_F(CertificateRenewal, OfAnAuthorityComesWithNamesBeyondThose) {
  const ServerNames others = names({"localhost", "mock.test", "192.0.2.1"});
  const crypto::CertifiedKey next = certificate(now, others);
  EXPECT_EQ(names_of(*next.certificate), others);
  expect_kept(next);
  EXPECT_FALSE(same_authority());
  EXPECT_EQ(authority().permitted(),
            names({"localhost", "kms.test", "::1", "mock.test", "192.0.2.1"}));
  EXPECT_EQ(said(), other_names_);
}

// So a server that runs, and shows what the one before has issued, is trusted on.
TEST_F(CertificateRenewal, OfAnAuthorityIsWithItsKey) {
  const crypto::CertifiedKey before = certificate();
  certificate(now, names({"mock.test"}));
  EXPECT_FALSE(same_authority());
  EXPECT_EQ(test::verdict(authority().own(), before, "kms.test"), "ok");
  EXPECT_TRUE(authority().vouches_for(before));
}

TEST_F(CertificateRenewal, OfAnAuthorityReachesTheBundle) {
  write("bundle.pem", bundle("of others\n", read("ca.pem")));
  certificate(now, names({"mock.test"}));
  EXPECT_FALSE(same_authority());
  EXPECT_EQ(read("bundle.pem"), bundle("of others\n", read("ca.pem")));
}

TEST_F(CertificateRenewal, OfAnAuthorityIsOneForServersThatTakeTurns) {
  const ServerNames others = names({"mock.test"});
  certificate(now, others);
  EXPECT_EQ(said(), other_names_);
  const std::string second_authority = read("authority.pem");
  for (int i = 0; i < 3; ++i) {
    expect_kept(certificate(now, names_));
    expect_kept(certificate(now, others));
  }
  EXPECT_EQ(read("authority.pem"), second_authority);
  EXPECT_EQ(said(), "");
}

TEST_F(CertificateRenewal, ComesWhenTheClockIsSetBack) {
  EXPECT_EQ(certificate(now - days(1)).to_pem(), first_) << "not all clocks agree";
  EXPECT_EQ(said(), "");
  const auto long_ago = now - days(1) - 1s;
  const crypto::CertifiedKey next = certificate(long_ago);
  EXPECT_EQ(begin_of(*next.certificate), long_ago - days(1));
  EXPECT_TRUE(next.holds(long_ago, now));
  expect_kept(next);
  EXPECT_TRUE(same_authority()) << "a clock that is wrong is no reason for clients to trust anew";
  EXPECT_EQ(said(), "");
}

TEST_F(CertificateRenewal, OfBothComesWithOneWarning) {
  expect_kept(certificate(now + days(3640), names({"mock.test"})));
  EXPECT_EQ(authority().permitted(), names({"localhost", "kms.test", "::1", "mock.test"}));
  EXPECT_EQ(said(), not_for_long_);
}

// An authority that another program made is no use where it is unconstrained.
TEST_F(CertificateRenewal, OfAForeignAuthorityComesAtOnce) {
  const crypto::CertifiedKey foreign = test::rsa(2048);
  write("authority.pem", foreign.to_pem());
  expect_kept(certificate());
  EXPECT_EQ(authority().permitted(), names({"localhost", "kms.test", "::1"}));
  EXPECT_NE(said(), "");
}

}  // namespace
}  // namespace krm::tls
