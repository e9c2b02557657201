// The mock authority: what its certificates say, and how its root is kept.
#include "nitro/authority.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "base/file.h"
#include "crypto/es384.h"
#include "tests/support/certificates.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/verified_chain.h"

namespace krm::nitro {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using crypto::CertifiedKey;
using std::chrono::days;
using test::now;
using test::verdict_on_chain;

// The subject in OpenSSL's words, as "C = US, O = Mock, ...".
std::string subject(const x509_st& certificate) {
  BIO* bio = BIO_new(BIO_s_mem());
  X509_NAME_print_ex(bio, X509_get_subject_name(&certificate), 0, XN_FLAG_ONELINE);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(bio);
  return text;
}

std::uint32_t usage(const x509_st& certificate) {
  return X509_get_key_usage(const_cast<x509_st*>(&certificate));
}

bool is_critical(const x509_st& certificate, int extension) {
  const int at = X509_get_ext_by_NID(&certificate, extension, -1);
  return at >= 0 && X509_EXTENSION_get_critical(X509_get_ext(&certificate, at)) == 1;
}

long path_length(const x509_st& certificate) {
  return X509_get_pathlen(const_cast<x509_st*>(&certificate));
}

bool is_authority(const x509_st& certificate) {
  return (X509_get_extension_flags(const_cast<x509_st*>(&certificate)) & EXFLAG_CA) != 0;
}

bool is_of_p384(const x509_st& certificate) {
  return crypto::is_for_es384(*X509_get0_pubkey(&certificate)) &&
         X509_get_signature_nid(&certificate) == NID_ecdsa_with_SHA384;
}

class NitroAuthority : public testing::Test {
 protected:
  CertifiedKey issue(const ChainTerms& terms) const { return authority_.issue(now, terms); }
  std::string verdict(const ChainTerms& terms, base::WallTime at = now) const {
    return verdict_on_chain(authority_.root(), issue(terms), at);
  }

  const Authority authority_ = Authority::make();
  ChainTerms terms_ = usual_chain("i-0123456789abcdef0-enc0123456789abcdef");
};

TEST_F(NitroAuthority, HasARootLikeThatOfAwsWhichNobodyTakesForIt) {
  const x509_st& root = *authority_.root().certificate;
  EXPECT_EQ(subject(root), "C = US, O = Mock, OU = AWS, CN = aws.nitro-enclaves");
  EXPECT_TRUE(is_of_p384(root));
  EXPECT_TRUE(is_authority(root));
  EXPECT_EQ(path_length(root), -1) << "any";
  EXPECT_TRUE(is_critical(root, NID_basic_constraints));
  EXPECT_EQ(usage(root), KU_DIGITAL_SIGNATURE | KU_KEY_CERT_SIGN | KU_CRL_SIGN);
  EXPECT_TRUE(is_critical(root, NID_key_usage));
  EXPECT_GE(X509_get_ext_by_NID(&root, NID_subject_key_identifier, -1), 0);
  using std::chrono::sys_days;
  EXPECT_EQ(test::begin_of(root), sys_days{std::chrono::year{2019} / 10 / 28} + 13h + 28min + 5s);
  EXPECT_EQ(test::end_of(root), sys_days{std::chrono::year{2049} / 10 / 28} + 14h + 28min + 5s);
}

TEST_F(NitroAuthority, IssuesAChainThatOpenSslVerifies) {
  const CertifiedKey leaf = issue(terms_);
  ASSERT_EQ(leaf.chain.size(), 4u);
  EXPECT_EQ(X509_cmp(leaf.chain[3].get(), authority_.root().certificate.get()), 0);
  EXPECT_EQ(verdict_on_chain(authority_.root(), leaf, now), "ok");
  EXPECT_EQ(verdict_on_chain(authority_.root(), leaf, now - 50s), "ok");
  EXPECT_EQ(verdict_on_chain(authority_.root(), leaf, now + 3h - 1s), "ok");
  EXPECT_EQ(verdict_on_chain(authority_.root(), leaf, now + 3h + 1s), "certificate has expired");
  EXPECT_EQ(verdict_on_chain(authority_.root(), leaf, now - 61s), "certificate is not yet valid");
  EXPECT_EQ(verdict_on_chain(Authority::make().root(), leaf, now),
            "self-signed certificate in certificate chain")
      << "of another root";
}

struct Step {
  std::string name;
  std::chrono::seconds ends;
  long path_length;
};

TEST_F(NitroAuthority, NamesAndLimitsEachCertificateAsAwsDoes) {
  const CertifiedKey leaf = issue(terms_);
  const std::vector<Step> steps{
      {"i-0123456789abcdef0.us-east-1.aws.nitro-enclaves", days(1), 0},
      {"0123456789abcdef.zonal.us-east-1.aws.nitro-enclaves", days(6), 1},
      {"0123456789abcdef.us-east-1.aws.nitro-enclaves", days(20), 2},
  };
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const x509_st& certificate = *leaf.chain[i];
    EXPECT_EQ(subject(certificate), "C = US, O = Mock, OU = AWS, CN = " + steps[i].name);
    EXPECT_TRUE(is_of_p384(certificate)) << steps[i].name;
    EXPECT_TRUE(is_authority(certificate)) << steps[i].name;
    EXPECT_EQ(path_length(certificate), steps[i].path_length) << steps[i].name;
    EXPECT_TRUE(is_critical(certificate, NID_basic_constraints)) << steps[i].name;
    EXPECT_TRUE(is_critical(certificate, NID_key_usage)) << steps[i].name;
    EXPECT_EQ(test::begin_of(certificate), now - 1min) << steps[i].name;
    EXPECT_EQ(test::end_of(certificate), now + steps[i].ends) << steps[i].name;
  }
}

TEST_F(NitroAuthority, IssuesALeafThatSignsAndNothingElse) {
  const CertifiedKey leaf = issue(terms_);
  const x509_st& certificate = *leaf.certificate;
  EXPECT_EQ(subject(certificate),
            "C = US, O = Mock, OU = AWS, "
            "CN = i-0123456789abcdef0-enc0123456789abcdef.us-east-1.aws");
  EXPECT_TRUE(is_of_p384(certificate));
  EXPECT_TRUE(crypto::is_for_es384(*leaf.key));
  EXPECT_EQ(X509_check_private_key(leaf.certificate.get(), leaf.key.get()), 1);
  EXPECT_FALSE(is_authority(certificate));
  EXPECT_TRUE(is_critical(certificate, NID_basic_constraints));
  EXPECT_EQ(usage(certificate), std::uint32_t{KU_DIGITAL_SIGNATURE});
  EXPECT_TRUE(is_critical(certificate, NID_key_usage));
}

TEST_F(NitroAuthority, HasNewKeysForEachChain) {
  const CertifiedKey one = issue(terms_);
  const CertifiedKey other = issue(terms_);
  EXPECT_EQ(EVP_PKEY_eq(one.key.get(), other.key.get()), 0);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(
        EVP_PKEY_eq(X509_get0_pubkey(one.chain[i].get()), X509_get0_pubkey(other.chain[i].get())),
        0);
  }
}

TEST_F(NitroAuthority, KeepsEachCertificateShortEnoughForADocument) {
  const CertifiedKey leaf = issue(usual_chain(std::string(50, 'x')));
  EXPECT_LE(crypto::to_der(*leaf.certificate).size(), 1024u);
  for (const auto& issuer : leaf.chain) EXPECT_LE(crypto::to_der(*issuer).size(), 1024u);
}

TEST_F(NitroAuthority, NamesAModuleAsFarAsThatIsPossible) {
  const auto name = [](const std::string& module) {
    return usual_chain(module).back().common_name;
  };
  EXPECT_EQ(name("m"), "m.us-east-1.aws");
  EXPECT_EQ(name(std::string(50, 'x')), std::string(50, 'x') + ".us-east-1.aws");
  EXPECT_EQ(name(std::string(51, 'x')), "i-0.us-east-1.aws");
  std::string umlauts;
  for (int i = 0; i < 50; ++i) umlauts += "\xc3\xa4";
  for (const std::string& module : {std::string("m"), std::string(51, 'x'), umlauts}) {
    EXPECT_EQ(verdict(usual_chain(module)), "ok") << module;
  }
}

// What tests of verifiers want of it.
TEST_F(NitroAuthority, IssuesWrongChainsToo) {
  const ChainTerms right = terms_;
  terms_.back().basic_constraints = "critical,CA:TRUE";
  EXPECT_TRUE(is_authority(*issue(terms_).certificate));
  terms_ = right;
  terms_.back().key_usage = "critical,keyAgreement";
  EXPECT_EQ(usage(*issue(terms_).certificate), std::uint32_t{KU_KEY_AGREEMENT});
  terms_.back().key_usage = "";
  EXPECT_EQ(usage(*issue(terms_).certificate), UINT32_MAX) << "it says nothing of that";
  terms_ = right;
  terms_[1].basic_constraints = "critical,CA:FALSE";
  EXPECT_EQ(verdict(terms_), "invalid CA certificate");
  terms_ = right;
  terms_[0].basic_constraints = "critical,CA:TRUE,pathlen:1";
  EXPECT_EQ(verdict(terms_), "path length constraint exceeded");
  terms_ = right;
  terms_.back().ends = -1s;
  EXPECT_EQ(verdict(terms_), "certificate has expired");
  terms_.back().begins = 1s;
  EXPECT_EQ(verdict(terms_), "certificate is not yet valid");
  CertifiedKey incomplete = issue(right);
  incomplete.chain.erase(incomplete.chain.begin() + 1);
  EXPECT_EQ(verdict_on_chain(authority_.root(), incomplete, now),
            "unable to get local issuer certificate");
}

class KeptAuthority : public testing::Test {
 protected:
  tl::expected<Authority, std::string> open() const { return Authority::open(path_); }
  std::string failure() const {
    const auto opened = open();
    return opened ? "none" : opened.error();
  }
  std::string read(const std::string& name) const {
    return base::read_file(path_ + '/' + name, 1 << 20).value_or("unreadable");
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ + '/' + name, std::ios::trunc) << text;
  }
  static unsigned mode(const std::string& path) {
    struct stat state {};
    return stat(path.c_str(), &state) == 0 ? state.st_mode & 07777u : 0;
  }
  std::string no_authority(const std::string& why) const {
    return fmt::format(
        "{0}/root.pem and {0}/root.key are no authority: {1}; put both there, or remove both to "
        "have new ones",
        path_, why);
  }

  const test::TemporaryDirectory temporary_;
  const std::string path_ = temporary_ / "state/nitro";
};

TEST_F(KeptAuthority, IsMadeOnceAndFoundThen) {
  const auto made = open();
  ASSERT_TRUE(made) << made.error();
  EXPECT_TRUE(made->is_new());
  EXPECT_EQ(read("root.pem") + read("root.key"),
            crypto::to_pem(*made->root().certificate) + crypto::to_pem(*made->root().key));
  EXPECT_EQ(Authority::root_file(path_), path_ + "/root.pem");
  const auto found = open();
  ASSERT_TRUE(found) << found.error();
  EXPECT_FALSE(found->is_new());
  EXPECT_EQ(found->root().to_pem(), made->root().to_pem());
  EXPECT_EQ(verdict_on_chain(made->root(), found->issue(now, usual_chain("m")), now), "ok");
}

TEST_F(KeptAuthority, IsForTheUserAlone) {
  const mode_t mask = umask(0);
  ASSERT_TRUE(open());
  umask(mask);
  EXPECT_EQ(mode(path_), 0700u);
  EXPECT_EQ(mode(path_ + "/root.key"), 0600u);
  EXPECT_EQ(mode(path_ + "/root.pem"), 0644u);
}

TEST_F(KeptAuthority, LeavesADirectoryThatIsThereAsItIs) {
  fs::create_directories(path_);
  fs::permissions(path_, fs::perms(0755));
  ASSERT_TRUE(open());
  EXPECT_EQ(mode(path_), 0755u);
}

TEST_F(KeptAuthority, IsNotMadeOverAKeyThatIsAlone) {
  ASSERT_TRUE(open());
  const std::string key = read("root.key");
  fs::remove(path_ + "/root.pem");
  EXPECT_EQ(failure(), no_authority("there is no root.pem"));
  EXPECT_EQ(read("root.key"), key);
  fs::remove(path_ + "/root.key");
  EXPECT_TRUE(open().value().is_new());
}

TEST_F(KeptAuthority, SaysWhatToDoWithARootThatLacksItsKey) {
  ASSERT_TRUE(open());
  const std::string root = read("root.pem");
  write("root.key", crypto::to_pem(*Authority::make().root().key));
  EXPECT_EQ(failure(), no_authority("the key is not that of the certificate"));
  fs::remove(path_ + "/root.key");
  EXPECT_EQ(failure(), no_authority("there is no root.key"));
  EXPECT_EQ(read("root.pem"), root);
  EXPECT_FALSE(fs::exists(path_ + "/root.key")) << "nothing was made";
}

TEST_F(KeptAuthority, SaysWhatToDoWithFilesThatAreNone) {
  ASSERT_TRUE(open());
  write("root.pem", "text");
  EXPECT_EQ(failure(), no_authority("there is no certificate in PEM: no start line"));
  const CertifiedKey rsa = test::rsa(2048);
  write("root.pem", crypto::to_pem(*rsa.certificate));
  write("root.key", crypto::to_pem(*rsa.key));
  EXPECT_EQ(failure(), no_authority("the key is not of P-384"));
}

TEST_F(KeptAuthority, SaysWhereItCannotBe) {
  std::ofstream(temporary_ / "state") << "a file";
  EXPECT_EQ(failure(), "cannot read " + path_ + "/root.pem: Not a directory");
  fs::remove(temporary_ / "state");
  fs::create_directories(path_ + "/lock");
  EXPECT_EQ(failure(), "cannot lock " + path_ + "/lock: Is a directory");
  fs::create_directories(path_ + "/root.pem");
  EXPECT_EQ(failure(), "cannot read " + path_ + "/root.pem: Is a directory");
  fs::remove(path_ + "/root.pem");
  fs::create_directories(path_ + "/root.key");
  EXPECT_EQ(failure(), "cannot read " + path_ + "/root.key: Is a directory");
}

TEST_F(KeptAuthority, IsOneForAllWhoComeAtOnce) {
  std::array<std::string, 4> given;
  std::array<int, 4> made{};
  std::vector<std::thread> users;
  for (std::size_t i = 0; i < given.size(); ++i) {
    users.emplace_back([this, i, &given, &made] {
      const auto opened = open();
      if (!opened) return;
      given[i] = opened->root().to_pem();
      made[i] = opened->is_new() ? 1 : 0;
    });
  }
  for (std::thread& user : users) user.join();
  EXPECT_EQ(given, (std::array{given[0], given[0], given[0], given[0]}));
  EXPECT_EQ(given[0], open().value().root().to_pem());
  EXPECT_EQ(std::ranges::count(made, 1), 1);
}

}  // namespace
}  // namespace krm::nitro
