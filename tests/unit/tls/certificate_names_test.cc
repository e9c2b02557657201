#include "tls/certificate_names.h"

#include <gtest/gtest.h>
#include <openssl/x509v3.h>

#include "crypto/failure.h"
#include "tests/support/certificates.h"
#include "tls/authority.h"

namespace krm::tls {
namespace {

using test::names;

crypto::Owned<X509> certificate() { return crypto::Owned<X509>(X509_new()); }

// With an extension as OpenSSL's configuration files write it.
crypto::Owned<X509> certificate(int nid, const std::string& value) {
  auto made = certificate();
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str());
  crypto::require(extension != nullptr && X509_add_ext(made.get(), extension, -1) == 1, "extend");
  X509_EXTENSION_free(extension);
  return made;
}

crypto::Owned<X509> naming(const ServerNames& names) {
  auto made = certificate();
  set_names(*made, names);
  return made;
}

crypto::Owned<X509> permitting(const ServerNames& names) {
  auto made = certificate();
  set_permitted(*made, names);
  return made;
}

// A whole one, by whomever.
crypto::CertifiedKey issued(const ServerNames& names) {
  return Authority::make(names, test::now).issue(names, test::now);
}

const ServerNames many =
    names({"localhost", "*.mock.test", "127.0.0.1", "127.0.0.2", "0.0.0.0", "::1", "7f00::1"});

TEST(CertificateNames, AreReadAsTheyWereSet) {
  EXPECT_EQ(names_of(*naming(many)), many);
  EXPECT_EQ(names_of(*naming(names({"a"}))), names({"a"}));
  EXPECT_EQ(names_of(*naming(names({"::"}))), names({"::"}));
}

TEST(CertificateNames, AreNoneWhereThereAreNone) {
  EXPECT_EQ(names_of(*certificate()), ServerNames{});
  EXPECT_EQ(permitted_by(*certificate()), ServerNames{});
}

TEST(CertificateNames, AreHostsAndAddressesAlone) {
  const auto foreign =
      certificate(NID_subject_alt_name, "email:a@b.test,DNS:a,URI:https://c.test/,IP:192.0.2.1");
  EXPECT_EQ(names_of(*foreign), names({"a", "192.0.2.1"}));
}

TEST(PermittedNames, AreReadAsTheyWereSetButForLoopbackAndWildcards) {
  EXPECT_EQ(permitted_by(*permitting(many)),
            names({"localhost", "mock.test", "0.0.0.0", "::1", "7f00::1"}));
  EXPECT_EQ(permitted_by(*permitting(names({"a"}))), names({"a"}));
}

TEST(PermittedNames, AreReadFromAnAuthorityOfOthersToo) {
  const auto foreign = certificate(NID_name_constraints,
                                   "permitted;email:b.test,permitted;DNS:a,permitted;URI:c.test,"
                                   "excluded;DNS:d,permitted;IP:192.0.2.1/255.255.255.255");
  EXPECT_EQ(permitted_by(*foreign), names({"a", "192.0.2.1"}));
  EXPECT_EQ(permitted_by(*certificate(NID_name_constraints, "excluded;DNS:d")), ServerNames{});
}

// That one is no text, unlike all others.
TEST(PermittedNames, AreReadWhereAnAuthorityOfOthersPermitsADirectory) {
  const auto authority = certificate();
  NAME_CONSTRAINTS* constraints = NAME_CONSTRAINTS_new();
  constraints->permittedSubtrees = sk_GENERAL_SUBTREE_new_null();
  GENERAL_SUBTREE* subtree = GENERAL_SUBTREE_new();
  X509_NAME* directory = X509_NAME_new();
  X509_NAME_add_entry_by_txt(directory, "O", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>("x"), -1, -1, 0);
  GENERAL_NAME_set0_value(subtree->base, GEN_DIRNAME, directory);
  sk_GENERAL_SUBTREE_push(constraints->permittedSubtrees, subtree);
  X509_add1_ext_i2d(authority.get(), NID_name_constraints, constraints, 1, X509V3_ADD_DEFAULT);
  NAME_CONSTRAINTS_free(constraints);
  EXPECT_EQ(permitted_by(*authority), ServerNames{});
}

TEST(Permits, AllNamesOrNone) {
  const auto authority = permitting(names({"mock.test", "192.0.2.1"}));
  const auto permitted = [&](std::initializer_list<std::string_view> texts) {
    const crypto::CertifiedKey made = issued(names(texts));
    const bool all = permits(*authority, *made.certificate);
    const std::string pem = made.to_pem();
    EXPECT_EQ(permits(*authority, *crypto::read_certified_key(pem, pem)->certificate), all);
    return all;
  };
  EXPECT_TRUE(permitted({"mock.test", "a.mock.test", "*.mock.test", "192.0.2.1", "127.1.2.3"}));
  EXPECT_FALSE(permitted({"mock.test", "amock.test"}));
  EXPECT_FALSE(permitted({"mock.test", "192.0.2.2"}));
  EXPECT_FALSE(permitted({"mock.test", "::1"}));
  EXPECT_FALSE(permitted({"*.test"}));
}

TEST(Permits, NothingWithoutConstraints) {
  EXPECT_FALSE(permits(*certificate(), *issued(names({"localhost"})).certificate));
}

TEST(Permits, TheNamesOfALargeList) {
  ServerNames large;
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(large.add("host-" + std::to_string(i) + ".test"));
  EXPECT_TRUE(permits(*permitting(large), *issued(large).certificate));
  EXPECT_EQ(permitted_by(*permitting(large)), large);
}

}  // namespace
}  // namespace krm::tls
