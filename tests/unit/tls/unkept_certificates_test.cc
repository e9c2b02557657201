// Where nothing can be written, and where that changes.
#include <openssl/x509v3.h>

#include "tests/unit/tls/directory_fixture.h"

namespace krm::tls {
namespace {

using std::chrono::days;
using test::names;
using test::now;

// Who issued it: one key, one identifier.
std::string issuer_of(const CertifiedKey& issued) {
  const ASN1_OCTET_STRING* id = X509_get0_authority_key_id(issued.certificate.get());
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(id)),
          static_cast<std::size_t>(ASN1_STRING_length(id))};
}

class UnkeptCertificates : public DirectoryFixture {
 protected:
  // What stands where the directory should be made.
  void put_in_the_way() const { std::ofstream(temporary_ / "state") << "text"; }
  void take_away() const { std::filesystem::remove(temporary_ / "state"); }

  const std::string no_directory_ = "there is no directory for them (--tls-dir names one)";
  static std::string warning(const std::string& why) {
    return "warning: certificates cannot be kept, so no client can know the authority of this "
           "server beforehand: " +
           why + '\n';
  }
};

TEST_F(UnkeptCertificates, EndWithTheProcessWithoutADirectory) {
  CertificateDirectory none("", names_, log_.log);
  const CertifiedKey first = none.certificate(now);
  const CertifiedKey second = none.certificate(now);
  EXPECT_TRUE(first.holds(now, now + days(396)));
  EXPECT_EQ(issuer_of(first), issuer_of(second));
  EXPECT_EQ(why_untrusted(none), no_directory_);
  EXPECT_EQ(said(), warning(no_directory_)) << "once";
  EXPECT_TRUE(temporary_.empty());
}

TEST_F(UnkeptCertificates, EndWithTheProcessWhereNoDirectoryCanBeMade) {
  put_in_the_way();
  auto unkept = directory(names_);
  const std::string issuer = issuer_of(unkept.certificate(now));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(issuer_of(unkept.certificate(now)), issuer);
  EXPECT_EQ(why_untrusted(unkept), path_ + ": Not a directory");
  EXPECT_EQ(said(), warning(path_ + ": Not a directory"));
  EXPECT_EQ(base::read_file(temporary_ / "state", 100), "text");
}

TEST_F(UnkeptCertificates, AreRenewedWithAWarning) {
  CertificateDirectory none("", names_, log_.log);
  const std::string issuer = issuer_of(none.certificate(now));
  said();
  EXPECT_EQ(issuer_of(none.certificate(now + days(3000))), issuer);
  EXPECT_EQ(said(), "");
  const CertifiedKey next = none.certificate(now + days(3640));
  EXPECT_NE(issuer_of(next), issuer);
  EXPECT_TRUE(next.holds(now + days(3640), now + days(4000)));
  EXPECT_EQ(said(),
            "warning: made a new certificate authority, which clients must trust anew: the one "
            "before is not good for much longer\n");
}

TEST_F(UnkeptCertificates, AreKeptOnceThatIsPossible) {
  put_in_the_way();
  auto unkept = directory(names_);
  const std::string issuer = issuer_of(unkept.certificate(now));
  said();
  take_away();
  const CertifiedKey kept = unkept.certificate(now);
  EXPECT_EQ(issuer_of(kept), issuer);
  EXPECT_EQ(unkept.trust_file(), file("ca.pem"));
  expect_kept(kept);
  EXPECT_EQ(certificate(now).to_pem(), kept.to_pem()) << "what the next server shows";
  EXPECT_EQ(said(), "");
}

TEST_F(UnkeptCertificates, AreKeptAgainWhenTheDirectoryWasTakenAway) {
  auto running = directory(names_);
  const std::string issuer = issuer_of(running.certificate(now));
  said();
  std::filesystem::remove_all(path_);
  const CertifiedKey kept = running.certificate(now);
  EXPECT_EQ(issuer_of(kept), issuer);
  expect_kept(kept);
  EXPECT_EQ(said(), "");
}

TEST_F(UnkeptCertificates, AreShownOnWhenTheDirectoryCannotBeWrittenAnyMore) {
  auto running = directory(names_);
  const std::string issuer = issuer_of(running.certificate(now));
  said();
  std::filesystem::remove_all(temporary_ / "state");
  put_in_the_way();
  EXPECT_EQ(issuer_of(running.certificate(now)), issuer);
  EXPECT_EQ(why_untrusted(running), path_ + ": Not a directory");
  EXPECT_EQ(said(), warning(path_ + ": Not a directory"));
}

TEST_F(UnkeptCertificates, SayWhichFileIsInTheWay) {
  std::filesystem::create_directories(file("ca.pem") + "/full");
  auto unkept = directory(names_);
  unkept.certificate(now);
  EXPECT_EQ(why_untrusted(unkept), file("ca.pem") + ": Is a directory");
  EXPECT_EQ(said(), warning(file("ca.pem") + ": Is a directory"));
}

}  // namespace
}  // namespace krm::tls
