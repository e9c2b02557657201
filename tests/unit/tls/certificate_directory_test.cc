// What is kept, and what happens to it in the hands of others.
#include "tls/certificate_directory.h"

#include <sys/stat.h>

#include "tests/unit/tls/directory_fixture.h"
#include "tls/certificate_names.h"

namespace krm::tls {
namespace {

using test::names;
using test::now;
using test::verdict;

class CertificateDirectoryTest : public DirectoryFixture {
 protected:
  unsigned mode_of(const std::string& name) const {
    struct stat state {};
    EXPECT_EQ(stat(file(name).c_str(), &state), 0) << name;
    return state.st_mode & 07777;
  }
};

TEST_F(CertificateDirectoryTest, IsNotTouchedBeforeItIsAsked) {
  const auto untouched = directory(names_);
  EXPECT_TRUE(temporary_.empty());
}

TEST_F(CertificateDirectoryTest, IsMadeAtItsFirstUse) {
  auto first = directory(names_);
  const crypto::CertifiedKey given = first.certificate(now);
  expect_kept(given);
  EXPECT_EQ(files().size(), 4u) << "with the lock, and nothing left beside";
  EXPECT_EQ(read("lock"), "");
  EXPECT_EQ(first.trust_file(), file("ca.pem"));
  EXPECT_EQ(first.why_not_kept(), "");
  EXPECT_EQ(said(), made_ + file("ca.pem") + '\n');
  EXPECT_EQ(verdict(authority().own(), given, "localhost"), "ok");
  EXPECT_EQ(verdict(authority().own(), given, "127.0.0.1"), "ok");
}

// BoringSSL and AWS-LC refuse addresses under an authority that is constrained to addresses.
TEST_F(CertificateDirectoryTest, HasOneWithoutAddressesForWhoAsksForAName) {
  using For = CertificateDirectory::For;
  auto first = directory(names_);
  const crypto::CertifiedKey given = first.certificate(now, For::by_name);
  EXPECT_EQ(names_of(*given.certificate), names({"localhost", "kms.test"}));
  EXPECT_EQ(verdict(authority().own(), given, "localhost"), "ok");
  EXPECT_EQ(read("server-by-name.pem"), given.to_pem());
  EXPECT_EQ(mode_of("server-by-name.pem"), 0600u);
  expect_kept(first.certificate(now));
  EXPECT_EQ(directory(names_).certificate(now, For::by_name).to_pem(), given.to_pem());
  EXPECT_EQ(files().size(), 5u);
  EXPECT_EQ(said(), made_ + file("ca.pem") + '\n');
}

TEST_F(CertificateDirectoryTest, KeepsKeysForItsOwnerAlone) {
  for (const mode_t mask : {022u, 0u}) {
    const mode_t before = umask(mask);
    certificate(now);
    umask(before);
    EXPECT_EQ(mode_of("authority.pem"), 0600u);
    EXPECT_EQ(mode_of("server.pem"), 0600u);
    EXPECT_EQ(mode_of("ca.pem"), 0644u);
    EXPECT_EQ(mode_of("lock"), 0600u);
    std::filesystem::remove_all(path_);
  }
}

TEST_F(CertificateDirectoryTest, StaysAsItIs) {
  const std::string given = certificate().to_pem();
  const auto before = files();
  said();
  auto again = directory(names_);
  EXPECT_EQ(again.certificate(now).to_pem(), given);
  EXPECT_EQ(again.certificate(now + std::chrono::days(300)).to_pem(), given);
  EXPECT_EQ(again.why_not_kept(), "");
  EXPECT_EQ(files(), before);
  EXPECT_EQ(said(), "");
}

TEST_F(CertificateDirectoryTest, WritesNoFileThatIsRight) {
  certificate();
  const auto inode = [this](const char* name) {
    struct stat state {};
    stat(file(name).c_str(), &state);
    return state.st_ino;
  };
  const auto before = std::array{inode("ca.pem"), inode("authority.pem"), inode("server.pem")};
  certificate();
  EXPECT_EQ((std::array{inode("ca.pem"), inode("authority.pem"), inode("server.pem")}), before);
}

TEST_F(CertificateDirectoryTest, HasItsTrustFileBackWhenThatIsMissingOrDamaged) {
  certificate();
  const auto before = files();
  said();
  std::filesystem::remove(file("ca.pem"));
  certificate();
  EXPECT_EQ(files(), before);
  write("ca.pem", "text");
  certificate();
  EXPECT_EQ(files(), before);
  EXPECT_EQ(said(), "");
}

TEST_F(CertificateDirectoryTest, HasAnotherCertificateWhenThatIsMissingOrDamaged) {
  const std::string first = certificate().to_pem();
  const std::string before = authority().own().to_pem();
  said();
  const std::string half = first.substr(0, first.size() / 2);
  for (const std::string& damaged : {std::string(), std::string("text"), half}) {
    write("server.pem", damaged);
    const crypto::CertifiedKey next = certificate();
    expect_kept(next);
    EXPECT_NE(next.to_pem(), first);
  }
  std::filesystem::remove(file("server.pem"));
  expect_kept(certificate());
  EXPECT_EQ(authority().own().to_pem(), before);
  EXPECT_EQ(said(), "");
}

TEST_F(CertificateDirectoryTest, HasAnotherCertificateWhenThatIsOfAnotherAuthority) {
  certificate();
  const std::string before = authority().own().to_pem();
  said();
  const std::string foreign = Authority::make(names_, now).issue(names_, now).to_pem();
  write("server.pem", foreign);
  const crypto::CertifiedKey next = certificate();
  EXPECT_NE(next.to_pem(), foreign);
  expect_kept(next);
  EXPECT_EQ(authority().own().to_pem(), before);
  EXPECT_EQ(said(), "");
}

TEST_F(CertificateDirectoryTest, HasAnotherAuthorityWhenThatIsDamaged) {
  certificate();
  const std::string before = read("ca.pem");
  said();
  write("authority.pem", read("authority.pem").substr(0, 100));
  expect_kept(certificate());
  EXPECT_NE(read("ca.pem"), before);
  EXPECT_EQ(said(),
            made_new_ + file("ca.pem") + ": " + file("authority.pem") + " cannot be read\n");
}

TEST_F(CertificateDirectoryTest, HasAnAuthorityAndNoCertificateForWhomOnlyWantsThat) {
  auto first = directory(names_);
  first.ensure_authority(now);
  EXPECT_EQ(first.why_not_kept(), "");
  EXPECT_EQ(read("ca.pem"), crypto::to_pem(*authority().own().certificate));
  EXPECT_FALSE(std::filesystem::exists(file("server.pem")));
  EXPECT_EQ(said(), made_ + file("ca.pem") + '\n');
  const std::string given = certificate().to_pem();
  const auto before = files();
  directory(names({"localhost"})).ensure_authority(now);
  EXPECT_EQ(files(), before) << "the certificate of a server with other names";
  EXPECT_EQ(said(), "");
}

TEST_F(CertificateDirectoryTest, HasAnotherAuthorityWhenThatIsMissing) {
  certificate();
  said();
  std::filesystem::remove(file("authority.pem"));
  expect_kept(certificate());
  EXPECT_EQ(said(), made_ + file("ca.pem") + '\n');
}

}  // namespace
}  // namespace krm::tls
