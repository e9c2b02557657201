#include "cli/certificates.h"

#include <gtest/gtest.h>

#include <fstream>

#include "aws/endpoints.h"
#include "base/file.h"
#include "tests/support/certificates.h"
#include "tests/support/log_capture.h"
#include "tests/support/temporary_directory.h"
#include "tls/certificate_names.h"
#include "tls/trust_bundle.h"

namespace krm::cli {
namespace {

using test::now;

Options with_files(std::string certificates, std::string key) {
  Options options;
  options.tls_cert = std::move(certificates);
  options.tls_key = std::move(key);
  return options;
}

Options with_directory(std::string directory) {
  Options options;
  options.tls_dir = std::move(directory);
  return options;
}

class CertificatesTest : public testing::Test {
 protected:
  // Where the options and the environment have it.
  std::string trust_file(const Options& options, const Environment& environment) const {
    auto directory = certificate_directory(options, environment, log_.log);
    directory.certificate(now);
    return directory.why_not_kept().empty() ? directory.trust_file() : "none";
  }
  std::string write(std::string_view name, std::string_view text) const {
    std::ofstream(temporary_ / name, std::ios::binary) << text;
    return temporary_ / name;
  }
  static std::string read(const std::string& path) {
    return base::read_file(path, 1 << 20).value_or("unreadable");
  }

  const test::TemporaryDirectory temporary_;
  const test::ManualClock clock_;
  const test::LogCapture log_;
};

using CertificateDirectoryOf = CertificatesTest;
using IdentityOf = CertificatesTest;

TEST(CertificateMistake, IsHalfOfAPair) {
  EXPECT_EQ(certificate_mistake({}), "");
  EXPECT_EQ(certificate_mistake(with_files("c", "k")), "");
  EXPECT_EQ(certificate_mistake(with_files("c", "")), "--tls-cert needs --tls-key");
  EXPECT_EQ(certificate_mistake(with_files("", "k")), "--tls-key needs --tls-cert");
  EXPECT_FALSE(has_own_certificate({}));
  EXPECT_TRUE(has_own_certificate(with_files("c", "k")));
}

TEST_F(CertificateDirectoryOf, TheOptionsComesFirst) {
  EXPECT_EQ(trust_file(with_directory(temporary_ / "tls"),
                       {{"XDG_STATE_HOME", temporary_ / "state"}, {"HOME", temporary_ / "home"}}),
            temporary_ / "tls/ca.pem");
}

TEST_F(CertificateDirectoryOf, TheUserIsThatOfTheState) {
  EXPECT_EQ(
      trust_file({}, {{"XDG_STATE_HOME", temporary_ / "state"}, {"HOME", temporary_ / "home"}}),
      temporary_ / "state/kms-random-mock/ca.pem");
  for (const std::string state : {"", "relative", "./relative"}) {
    EXPECT_EQ(trust_file({}, {{"XDG_STATE_HOME", state}, {"HOME", temporary_ / "home"}}),
              temporary_ / "home/.local/state/kms-random-mock/ca.pem")
        << state;
  }
  EXPECT_EQ(trust_file({}, {{"HOME", temporary_ / "other"}}),
            temporary_ / "other/.local/state/kms-random-mock/ca.pem");
}

TEST_F(CertificateDirectoryOf, NobodyIsNone) {
  for (const Environment& environment :
       {Environment{}, {{"HOME", ""}}, {{"HOME", "relative"}, {"XDG_STATE_HOME", "relative"}}}) {
    auto none = certificate_directory({}, environment, log_.log);
    none.certificate(now);
    EXPECT_EQ(none.why_not_kept(), "there is no directory for it");
  }
}

TEST_F(CertificateDirectoryOf, TheOptionsIsForTheNamesOfTheServer) {
  Options options = with_directory(temporary_ / "tls");
  options.given_hosts = {"mock.test"};
  options.tls_san = tls::parse_names("a.test,192.0.2.1").value();
  auto directory = certificate_directory(options, {}, log_.log);
  tls::ServerNames others = options.tls_san;
  for (const std::string& host : aws::kms_hosts()) others.add(host);
  EXPECT_EQ(tls::names_of(*directory.certificate(now).certificate),
            tls::names_of_server({"mock.test"}, others));
}

TEST_F(IdentityOf, TheOptionsIsThatOfTheirFiles) {
  const Options options = with_files(temporary_ / "c", temporary_ / "k");
  const auto given = identity(options, {{"HOME", temporary_.path()}}, clock_, log_.log);
  EXPECT_EQ(given->load().error(),
            "cannot read " + (temporary_ / "c") + ": No such file or directory");
  write("c", "");
  EXPECT_EQ(given->load().error(),
            "cannot read " + (temporary_ / "k") + ": No such file or directory");
  EXPECT_FALSE(std::filesystem::exists(temporary_ / ".local"));
}

TEST_F(IdentityOf, TheMachineIsMadeWhenItIsAskedFor) {
  const auto own = identity({}, {{"HOME", temporary_.path()}}, clock_, log_.log);
  EXPECT_TRUE(temporary_.empty());
  EXPECT_NE(own->context(), nullptr);
  EXPECT_EQ(log_.text(), "made a certificate authority: " +
                             (temporary_ / ".local/state/kms-random-mock/ca.pem") + "\n");
}

// What clients trusted until now, and one authority more.
class BundleTest : public CertificatesTest {
 protected:
  const std::string trust_ = write("ca.pem", "the authority\n");
  const std::string bundle_ = temporary_ / "bundle.pem";
  const std::string aws_ = write("aws.pem", "of aws\n");
  const std::string ssl_ = write("ssl.pem", "of ssl\n");
};

TEST_F(BundleTest, HoldsWhatTheEnvironmentNamesFirst) {
  const Environment both = {{"AWS_CA_BUNDLE", aws_}, {"SSL_CERT_FILE", ssl_}};
  EXPECT_EQ(write_bundle(trust_, both), bundle_);
  EXPECT_EQ(read(bundle_), tls::bundle("of aws\n", "the authority\n"));
  EXPECT_EQ(write_bundle(trust_, {{"SSL_CERT_FILE", ssl_}}), bundle_);
  EXPECT_EQ(read(bundle_), tls::bundle("of ssl\n", "the authority\n"));
  EXPECT_EQ(write_bundle(trust_, {{"AWS_CA_BUNDLE", ""}, {"SSL_CERT_FILE", ssl_}}), bundle_);
  EXPECT_EQ(read(bundle_), tls::bundle("of ssl\n", "the authority\n"));
}

TEST_F(BundleTest, PassesOverWhatCannotBeRead) {
  write_bundle(trust_, {{"AWS_CA_BUNDLE", temporary_ / "none"}, {"SSL_CERT_FILE", ssl_}});
  EXPECT_EQ(read(bundle_), tls::bundle("of ssl\n", "the authority\n"));
}

// An authority of before may have the name of this one; who verifies takes the first.
TEST_F(BundleTest, BeginsWithTheAuthority) {
  write_bundle(trust_, {{"AWS_CA_BUNDLE", aws_}});
  const std::string text = read(bundle_);
  EXPECT_LT(text.find("the authority\n"), text.find("of aws\n"));
  EXPECT_TRUE(text.ends_with("of aws\n"));
}

TEST_F(BundleTest, PassesOverWhatIsEmpty) {
  write("aws.pem", "");
  write_bundle(trust_, {{"AWS_CA_BUNDLE", aws_}, {"SSL_CERT_FILE", ssl_}});
  EXPECT_EQ(read(bundle_), tls::bundle("of ssl\n", "the authority\n"));
}

TEST_F(BundleTest, DoesNotGrowWhenItIsMadeAnew) {
  write_bundle(trust_, {{"AWS_CA_BUNDLE", aws_}});
  write_bundle(trust_, {{"AWS_CA_BUNDLE", bundle_}, {"SSL_CERT_FILE", bundle_}});
  EXPECT_EQ(read(bundle_), tls::bundle("of aws\n", "the authority\n"));
  write_bundle(trust_, {});
  const std::string of_the_system = read(bundle_);
  EXPECT_NE(of_the_system.find("the authority\n"), std::string::npos);
  write_bundle(trust_, {{"AWS_CA_BUNDLE", bundle_}, {"SSL_CERT_FILE", bundle_}});
  EXPECT_EQ(read(bundle_), of_the_system);
}

TEST_F(BundleTest, IsForAllToRead) {
  write_bundle(trust_, {{"AWS_CA_BUNDLE", aws_}});
  const auto open = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
  EXPECT_EQ(std::filesystem::status(bundle_).permissions() & open, open);
  EXPECT_EQ(std::filesystem::status(bundle_).permissions() & std::filesystem::perms::owner_exec,
            std::filesystem::perms::none);
}

TEST_F(BundleTest, SaysWhyItCannotBeWritten) {
  EXPECT_EQ(write_bundle(temporary_ / "none/ca.pem", {{"AWS_CA_BUNDLE", aws_}}).error(),
            "cannot write " + (temporary_ / "none/bundle.pem") + ": No such file or directory");
}

}  // namespace
}  // namespace krm::cli
