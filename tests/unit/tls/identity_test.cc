#include "tls/identity.h"

#include <openssl/ssl.h>

#include <thread>

#include "crypto/failure.h"
#include "tests/support/manual_clock.h"
#include "tests/unit/tls/directory_fixture.h"

namespace krm::tls {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using test::names;
using test::now;

std::string shown(Identity& identity) {
  return crypto::to_pem(*SSL_get_certificate(identity.context()->new_session().get()));
}

class IdentityTest : public DirectoryFixture {
 protected:
  test::ManualClock clock_;
};

// Files that a user gives.
class GivenIdentity : public IdentityTest {
 protected:
  GivenIdentity() { std::filesystem::create_directories(path_); }

  void give(const crypto::CertifiedKey& key) const {
    write("cert.pem", crypto::to_pem(*key.certificate));
    write("key.pem", key.to_pem());
  }
  std::string failure() {
    const auto loaded = given_.load();
    return loaded ? "none" : loaded.error();
  }

  const std::string what_ = "certificate " + file("cert.pem") + " with key " + file("key.pem");
  const Authority authority_ = Authority::make(names({"localhost"}), now);
  Identity given_{GivenFiles{file("cert.pem"), file("key.pem")}, clock_, log_.log};
};

TEST_F(GivenIdentity, IsReadWhenItIsLoaded) {
  const crypto::CertifiedKey first = authority_.issue(names({"localhost"}), now);
  give(first);
  EXPECT_EQ(failure(), "none");
  EXPECT_EQ(shown(given_), crypto::to_pem(*first.certificate));
  EXPECT_EQ(given_.context(), given_.context());
  const crypto::CertifiedKey second = authority_.issue(names({"localhost"}), now);
  give(second);
  EXPECT_EQ(shown(given_), crypto::to_pem(*first.certificate)) << "until then";
  EXPECT_EQ(failure(), "none");
  EXPECT_EQ(shown(given_), crypto::to_pem(*second.certificate));
  EXPECT_EQ(said(), "");
}

TEST_F(GivenIdentity, NamesTheFileThatCannotBeRead) {
  EXPECT_EQ(failure(), "cannot read " + file("cert.pem") + ": No such file or directory");
  write("cert.pem", "text");
  EXPECT_EQ(failure(), "cannot read " + file("key.pem") + ": No such file or directory");
  std::filesystem::create_directory(file("key.pem"));
  EXPECT_EQ(failure(), "cannot read " + file("key.pem") + ": Is a directory");
}

TEST_F(GivenIdentity, SaysInOneLineWhatIsWrongWithThePair) {
  give(authority_.issue(names({"localhost"}), now));
  write("key.pem", authority_.own().to_pem());
  EXPECT_EQ(failure(), what_ + ": the key is not that of the certificate");
  write("cert.pem", "text");
  EXPECT_EQ(failure(), what_ + ": there is no certificate in PEM: no start line");
}

TEST_F(GivenIdentity, SaysInOneLineThatAKeyIsWeak) {
  give(test::rsa(512));
  EXPECT_EQ(failure(), what_ + ": OpenSSL cannot use the certificate: ee key too small");
}

TEST_F(GivenIdentity, IsShownOnWhenTheNextCannotBeLoaded) {
  const crypto::CertifiedKey first = authority_.issue(names({"localhost"}), now);
  give(first);
  ASSERT_EQ(failure(), "none");
  const auto context = given_.context();
  give(test::rsa(512));
  EXPECT_NE(failure(), "none");
  write("key.pem", "text");
  EXPECT_NE(failure(), "none");
  std::filesystem::remove(file("cert.pem"));
  EXPECT_NE(failure(), "none");
  EXPECT_EQ(given_.context(), context);
  EXPECT_EQ(shown(given_), crypto::to_pem(*first.certificate));
}

TEST_F(GivenIdentity, IsShownWithAWarningWhenItIsNotValidNow) {
  const std::string warning =
      "warning: " + file("cert.pem") + " is not valid now: clients will refuse it\n";
  for (const auto made : {now - days(398), now + days(2)}) {
    const crypto::CertifiedKey invalid = authority_.issue(names({"localhost"}), made);
    give(invalid);
    EXPECT_EQ(failure(), "none");
    EXPECT_EQ(said(), warning);
    EXPECT_EQ(shown(given_), crypto::to_pem(*invalid.certificate));
  }
}

TEST_F(GivenIdentity, IsNotRenewed) {
  give(authority_.issue(names({"localhost"}), now));
  ASSERT_EQ(failure(), "none");
  const auto context = given_.context();
  clock_.advance(days(1000));
  EXPECT_EQ(given_.context(), context);
  EXPECT_EQ(said(), "");
}

TEST_F(IdentityTest, OfADirectoryIsMadeWhenSomebodyAsks) {
  Identity identity(directory(names_), clock_, log_.log);
  EXPECT_TRUE(temporary_.empty());
  const auto context = identity.context();
  EXPECT_EQ(identity.context(), context);
  EXPECT_EQ(said(), made_ + file("ca.pem") + '\n');
  EXPECT_EQ(shown(identity),
            crypto::to_pem(
                *crypto::read_certified_key(read("server.pem"), read("server.pem"))->certificate));
}

TEST_F(IdentityTest, SaysWhatToDoAboutANameThatItLacks) {
  Identity identity(directory(names_), clock_, log_.log);
  ASSERT_TRUE(identity.load());
  for (const char* name :
       {"localhost", "kms.test", "KMS.test", "127.0.0.1", "::1", "", "not a name"}) {
    EXPECT_EQ(identity.what_lacks_for(name), "") << name;
  }
  EXPECT_EQ(identity.what_lacks_for("mock"),
            "the client asked for mock, which the certificate is not for; --tls-san mock adds it");
}

TEST_F(GivenIdentity, NamesTheFileThatLacksAName) {
  give(authority_.issue(names({"localhost"}), now));
  ASSERT_EQ(failure(), "none");
  EXPECT_EQ(given_.what_lacks_for("localhost"), "");
  EXPECT_EQ(given_.what_lacks_for("mock"),
            "the client asked for mock, which " + file("cert.pem") + " is not for");
}

TEST_F(IdentityTest, OfADirectoryIsRenewedThirtyDaysBeforeItsEnd) {
  Identity identity(directory(names_), clock_, log_.log);
  const auto context = identity.context();
  const std::string first = shown(identity);
  clock_.advance(days(397 - 30) - 1s);
  EXPECT_EQ(identity.context(), context);
  clock_.advance(1s);
  EXPECT_NE(identity.context(), context);
  EXPECT_NE(shown(identity), first);
  EXPECT_EQ(identity.context(), identity.context());
  EXPECT_NE(context->new_session(), nullptr) << "who has the one before may use it on";
}

TEST_F(IdentityTest, OfADirectoryIsReadAnewWhenItIsLoaded) {
  Identity identity(directory(names_), clock_, log_.log);
  EXPECT_TRUE(identity.load());
  const std::string first = shown(identity);
  const crypto::CertifiedKey next = authority().issue(names_, now);
  write("server.pem", next.to_pem());
  EXPECT_EQ(shown(identity), first);
  EXPECT_TRUE(identity.load());
  EXPECT_EQ(shown(identity), crypto::to_pem(*next.certificate));
}

TEST_F(IdentityTest, OfNoDirectoryIsKeptAsLongAsItLasts) {
  Identity identity(CertificateDirectory("", names_, log_.log), clock_, log_.log);
  const auto context = identity.context();
  clock_.advance(days(366));
  EXPECT_EQ(identity.context(), context);
  EXPECT_TRUE(temporary_.empty());
}

TEST_F(IdentityTest, IsOneForAllThreads) {
  Identity identity(directory(names_), clock_, log_.log);
  std::shared_ptr<const Context> other;
  std::thread thread([&] { other = identity.context(); });
  const auto mine = identity.context();
  thread.join();
  EXPECT_EQ(mine, other);
  EXPECT_NE(mine, nullptr);
}

}  // namespace
}  // namespace krm::tls
