// Where nothing can be written, and where that changes.
#include <openssl/x509v3.h>

#include "tests/unit/tls/directory_fixture.h"
#include "tls/certificate_names.h"

namespace krm::tls {
namespace {

using std::chrono::days;
using test::names;
using test::now;

// Who issued it: one key, one identifier.
std::string issuer_of(const crypto::CertifiedKey& issued) {
  const ASN1_OCTET_STRING* id = X509_get0_authority_key_id(issued.certificate.get());
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(id)),
          static_cast<std::size_t>(ASN1_STRING_length(id))};
}

class UnkeptCertificates : public DirectoryFixture {
 protected:
  // What stands where the directory should be made.
  void put_in_the_way() const { std::ofstream(temporary_ / "state") << "text"; }
  void take_away() const { std::filesystem::remove(temporary_ / "state"); }
};

TEST_F(UnkeptCertificates, EndWithTheProcessWithoutADirectory) {
  CertificateDirectory none("", names_, log_.log);
  const crypto::CertifiedKey first = none.certificate(now);
  const crypto::CertifiedKey second = none.certificate(now);
  EXPECT_TRUE(first.holds(now, now + days(396)));
  EXPECT_EQ(issuer_of(first), issuer_of(second));
  EXPECT_EQ(none.why_not_kept(), "there is no directory for it");
  EXPECT_EQ(said(), "") << "whoever asked for it says so";
  EXPECT_TRUE(temporary_.empty());
}

TEST_F(UnkeptCertificates, EndWithTheProcessWhereNoDirectoryCanBeMade) {
  put_in_the_way();
  auto unkept = directory(names_);
  const std::string issuer = issuer_of(unkept.certificate(now));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(issuer_of(unkept.certificate(now)), issuer);
  EXPECT_EQ(unkept.why_not_kept(), path_ + ": Not a directory");
  EXPECT_EQ(said(), "") << "whoever asked for it says so";
  EXPECT_EQ(base::read_file(temporary_ / "state", 100), "text");
}

TEST_F(UnkeptCertificates, AreRenewed) {
  CertificateDirectory none("", names_, log_.log);
  none.certificate(now);
  const crypto::CertifiedKey next = none.certificate(now + days(3640));
  EXPECT_TRUE(next.holds(now + days(3640), now + days(4000)));
  EXPECT_EQ(said(), "");
}

// A process that holds the lock for ever does not hold up others.
TEST_F(UnkeptCertificates, AreThoseOfWhomDoesNotGetTheLock) {
  certificate();
  const auto before = files();
  said();
  const base::FileLock stuck(file("lock"), std::chrono::seconds(0));
  auto other = directory(names({"mock.test"}));
  EXPECT_EQ(names_of(*other.certificate(now).certificate), names({"mock.test"}));
  EXPECT_EQ(other.why_not_kept(), "another process does not let go of " + file("lock"));
  EXPECT_EQ(files(), before);
  EXPECT_EQ(said(), "");
}

TEST_F(UnkeptCertificates, AreKeptOnceThatIsPossible) {
  put_in_the_way();
  auto unkept = directory(names_);
  const std::string issuer = issuer_of(unkept.certificate(now));
  said();
  take_away();
  const crypto::CertifiedKey kept = unkept.certificate(now);
  EXPECT_EQ(issuer_of(kept), issuer);
  EXPECT_EQ(unkept.why_not_kept(), "");
  expect_kept(kept);
  EXPECT_EQ(certificate(now).to_pem(), kept.to_pem()) << "what the next server shows";
  EXPECT_EQ(said(), "");
}

TEST_F(UnkeptCertificates, AreKeptAgainWhenTheDirectoryWasTakenAway) {
  auto running = directory(names_);
  const std::string issuer = issuer_of(running.certificate(now));
  said();
  std::filesystem::remove_all(path_);
  const crypto::CertifiedKey kept = running.certificate(now);
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
  EXPECT_EQ(running.why_not_kept(), path_ + ": Not a directory");
  EXPECT_EQ(said(), "") << "whoever asked for it says so";
}

TEST_F(UnkeptCertificates, SayWhichFileIsInTheWay) {
  std::filesystem::create_directories(file("ca.pem") + "/full");
  auto unkept = directory(names_);
  unkept.certificate(now);
  EXPECT_EQ(unkept.why_not_kept(), file("ca.pem") + ": Is a directory");
  EXPECT_EQ(said(), "") << "whoever asked for it says so";
}

}  // namespace
}  // namespace krm::tls
