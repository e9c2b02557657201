#include "cli/attest_inputs.h"

#include <gtest/gtest.h>

#include <fstream>

#include "crypto/certificate_draft.h"
#include "tests/support/certificates.h"
#include "tests/support/public_key.h"
#include "tests/support/temporary_directory.h"

namespace krm::cli {
namespace {

using base::Bytes;

class AttestInputsTest : public testing::Test {
 protected:
  std::string write(std::string_view name, std::string_view text) const {
    std::ofstream(temporary_ / name, std::ios::binary | std::ios::trunc) << text;
    return temporary_ / name;
  }
  AttestOptions with_key(std::string_view text) const {
    AttestOptions wanted;
    wanted.public_key = write("key", text);
    return wanted;
  }
  // As the text that it was.
  std::string key_of(std::string_view text) const {
    const auto files = read_attest_inputs(with_key(text)).value();
    return {files.public_key->begin(), files.public_key->end()};
  }
  std::string doubt_of(std::string_view text) const {
    return read_attest_inputs(with_key(text)).value().doubt;
  }
  static UnusableFile failure(const AttestOptions& wanted) {
    const auto files = read_attest_inputs(wanted);
    return files ? UnusableFile{0, "none"} : files.error();
  }

  const test::TemporaryDirectory temporary_;
  const std::string begin_ = "--public-key: " + (temporary_ / "key") + ' ';
  const std::string end_ = "; it is used all the same";
};

TEST_F(AttestInputsTest, AreNoneUnlessTheyAreNamed) {
  const auto files = read_attest_inputs({}).value();
  EXPECT_FALSE(files.public_key || files.nonce || files.user_data);
  EXPECT_EQ(files.doubt, "");
}

TEST_F(AttestInputsTest, HoldAKeyInDerOrPem) {
  const crypto::CertifiedKey rsa = test::rsa(2048);
  const std::string wanted = test::public_key_der(*rsa.key);
  for (const std::string& text : {wanted, test::public_key_pem(*rsa.key)}) {
    EXPECT_EQ(key_of(text), wanted);
    EXPECT_EQ(doubt_of(text), "");
  }
  EXPECT_EQ(doubt_of(test::rsa_public_key_der(4096)), "");
}

TEST_F(AttestInputsTest, HoldAKeyThatNobodyCanUse) {
  EXPECT_EQ(key_of("no key"), "no key");
  EXPECT_EQ(doubt_of("no key"), begin_ + "is not the DER of a SubjectPublicKeyInfo" + end_);
  const std::string ec = test::public_key_der(*crypto::new_ec_key("P-384"));
  EXPECT_EQ(key_of(ec), ec);
  EXPECT_EQ(doubt_of(ec), begin_ + "is not an RSA key" + end_);
  EXPECT_EQ(doubt_of(test::rsa_public_key_der(1024)),
            begin_ + "has 1024 bits where 2048 to 4096 may be" + end_);
  EXPECT_EQ(doubt_of(test::rsa_public_key_der(4104)),
            begin_ + "has 4104 bits where 2048 to 4096 may be" + end_);
}

TEST_F(AttestInputsTest, HoldNoPrivateKey) {
  const UnusableFile refused = failure(with_key(crypto::to_pem(*crypto::new_ec_key("P-384"))));
  EXPECT_EQ(refused.line, begin_ +
                              "has PRIVATE KEY in PEM where PUBLIC KEY has to be, as openssl rsa "
                              "-pubout writes it");
  EXPECT_EQ(refused.code, 2);
}

TEST_F(AttestInputsTest, HoldNonceAndUserDataAsTheyAre) {
  AttestOptions wanted;
  wanted.nonce = write("nonce", std::string("a\0\xff\n", 4));
  wanted.user_data = write("user_data", "");
  const auto files = read_attest_inputs(wanted).value();
  EXPECT_EQ(files.nonce, (Bytes{'a', 0, 0xff, '\n'}));
  EXPECT_EQ(files.user_data, Bytes{}) << "empty, and not absent";
  wanted.nonce = write("nonce", test::public_key_pem(*crypto::new_ec_key("P-384")));
  EXPECT_EQ(read_attest_inputs(wanted)->nonce->front(), '-') << "PEM is text there";
}

TEST_F(AttestInputsTest, FillAPartOfADocumentAtMost) {
  const std::string much(1024, 'x');
  const std::string line = " has more than the 1024 bytes that a document can hold";
  AttestOptions wanted = with_key(much);
  wanted.nonce = write("nonce", much);
  wanted.user_data = write("user_data", much);
  const auto files = read_attest_inputs(wanted).value();
  EXPECT_EQ(files.public_key->size(), 1024u);
  EXPECT_EQ(files.nonce->size(), 1024u);
  EXPECT_EQ(files.user_data->size(), 1024u);
  for (const auto& [flag, name] :
       {std::pair{"--user-data", "user_data"}, {"--nonce", "nonce"}, {"--public-key", "key"}}) {
    const std::string path = write(name, much + 'x');
    EXPECT_EQ(failure(wanted).line, std::string(flag) + ": " + path + line);
    EXPECT_EQ(failure(wanted).code, 2);
  }
}

TEST_F(AttestInputsTest, HoldAKeyOfOneByteAtLeast) {
  const UnusableFile none = failure(with_key(""));
  EXPECT_EQ(none.line, begin_ + "is empty");
  EXPECT_EQ(none.code, 2);
}

TEST_F(AttestInputsTest, SayWhyTheyCannotBeRead) {
  for (const auto& [flag, member] : {std::pair{"--public-key", &AttestOptions::public_key},
                                     {"--nonce", &AttestOptions::nonce},
                                     {"--user-data", &AttestOptions::user_data}}) {
    AttestOptions wanted;
    wanted.*member = temporary_ / "none";
    EXPECT_EQ(failure(wanted).line, std::string(flag) + ": " + (temporary_ / "none") +
                                        " cannot be read: No such file or directory");
    EXPECT_EQ(failure(wanted).code, 1);
  }
}

}  // namespace
}  // namespace krm::cli
