#include "tls/certificate_names.h"

#include <openssl/x509v3.h>

#include <memory>
#include <string_view>

#include "crypto/failure.h"

namespace krm::tls {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view loopback = "\x7f\0\0\0\xff\0\0\0"sv;  // 127.0.0.0/8
constexpr std::size_t ipv4 = 4;

struct FreeNames {
  void operator()(GENERAL_NAMES* names) const noexcept { GENERAL_NAMES_free(names); }
  void operator()(GENERAL_NAME* name) const noexcept { GENERAL_NAME_free(name); }
  void operator()(GENERAL_SUBTREE* subtree) const noexcept { GENERAL_SUBTREE_free(subtree); }
  void operator()(NAME_CONSTRAINTS* all) const noexcept { NAME_CONSTRAINTS_free(all); }
};
template <typename T>
using OwnedNames = std::unique_ptr<T, FreeNames>;

std::string_view text_of(const ASN1_STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<std::size_t>(ASN1_STRING_length(text))};
}

// REQUIRES: `type` is GEN_DNS or GEN_IPADD.
OwnedNames<GENERAL_NAME> general_name(int type, std::string_view text) {
  OwnedNames<GENERAL_NAME> name(GENERAL_NAME_new());
  ASN1_STRING* value =
      ASN1_STRING_type_new(type == GEN_DNS ? V_ASN1_IA5STRING : V_ASN1_OCTET_STRING);
  crypto::require(name && value, "make a name");
  GENERAL_NAME_set0_value(name.get(), type, value);
  crypto::require(ASN1_STRING_set(value, text.data(), static_cast<int>(text.size())) == 1,
                  "make a name");
  return name;
}

void add(GENERAL_NAMES& names, int type, std::string_view text) {
  auto name = general_name(type, text);
  crypto::require(sk_GENERAL_NAME_push(&names, name.get()) > 0, "add a name");
  static_cast<void>(name.release());
}

void permit(NAME_CONSTRAINTS& constraints, int type, std::string_view text) {
  OwnedNames<GENERAL_SUBTREE> subtree(GENERAL_SUBTREE_new());
  crypto::require(subtree != nullptr, "make a constraint");
  GENERAL_NAME_free(subtree->base);
  subtree->base = general_name(type, text).release();
  if (constraints.permittedSubtrees == nullptr) {
    constraints.permittedSubtrees = sk_GENERAL_SUBTREE_new_null();
  }
  crypto::require(sk_GENERAL_SUBTREE_push(constraints.permittedSubtrees, subtree.get()) > 0,
                  "add a constraint");
  static_cast<void>(subtree.release());
}

OwnedNames<NAME_CONSTRAINTS> constraints_of(const X509& authority) {
  return OwnedNames<NAME_CONSTRAINTS>(static_cast<NAME_CONSTRAINTS*>(
      X509_get_ext_d2i(&authority, NID_name_constraints, nullptr, nullptr)));
}

}  // namespace

void set_names(X509& certificate, const ServerNames& names) {
  const OwnedNames<GENERAL_NAMES> all(GENERAL_NAMES_new());
  crypto::require(all != nullptr, "list names");
  for (const std::string& host : names.hosts) add(*all, GEN_DNS, host);
  for (const std::string& address : names.addresses) add(*all, GEN_IPADD, address);
  crypto::require(
      X509_add1_ext_i2d(&certificate, NID_subject_alt_name, all.get(), 0, X509V3_ADD_DEFAULT) == 1,
      "list names");
}

ServerNames names_of(const X509& certificate) {
  const OwnedNames<GENERAL_NAMES> all(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)));
  ServerNames names;
  for (int i = 0; i < sk_GENERAL_NAME_num(all.get()); ++i) {
    int type = 0;
    const void* value = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(all.get(), i), &type);
    const auto text = [value] {
      return std::string(text_of(static_cast<const ASN1_STRING*>(value)));
    };
    if (type == GEN_DNS) names.hosts.insert(text());
    if (type == GEN_IPADD) names.addresses.insert(text());
  }
  return names;
}

void set_permitted(X509& authority, const ServerNames& names) {
  const OwnedNames<NAME_CONSTRAINTS> constraints(NAME_CONSTRAINTS_new());
  crypto::require(constraints != nullptr, "constrain names");
  for (const std::string_view host : names.hosts) {
    permit(*constraints, GEN_DNS, host.starts_with("*.") ? host.substr(2) : host);
  }
  permit(*constraints, GEN_IPADD, loopback);
  for (const std::string& address : names.addresses) {
    if (address.size() == ipv4 && address[0] == loopback[0]) continue;
    permit(*constraints, GEN_IPADD, address + std::string(address.size(), '\xff'));
  }
  crypto::require(X509_add1_ext_i2d(&authority, NID_name_constraints, constraints.get(), 1,
                                    X509V3_ADD_DEFAULT) == 1,
                  "constrain names");
}

ServerNames permitted_by(const X509& authority) {
  ServerNames names;
  const auto constraints = constraints_of(authority);
  if (!constraints) return names;
  for (int i = 0; i < sk_GENERAL_SUBTREE_num(constraints->permittedSubtrees); ++i) {
    int type = 0;
    const void* value = GENERAL_NAME_get0_value(
        sk_GENERAL_SUBTREE_value(constraints->permittedSubtrees, i)->base, &type);
    if (type != GEN_DNS && type != GEN_IPADD) continue;
    const std::string text(text_of(static_cast<const ASN1_STRING*>(value)));
    if (type == GEN_DNS) names.hosts.insert(text);
    if (type == GEN_IPADD && text != loopback)
      names.addresses.insert(text.substr(0, text.size() / 2));
  }
  return names;
}

bool permits(const X509& authority, X509& certificate) {
  const auto constraints = constraints_of(authority);
  // X509_check_purpose() stores the names that NAME_CONSTRAINTS_check() looks at. Without any names
  // the latter would permit the certificate.
  const bool whole = X509_check_purpose(&certificate, -1, 0) == 1;
  crypto::take_failure();
  return whole && constraints &&
         NAME_CONSTRAINTS_check(&certificate, constraints.get()) == X509_V_OK;
}

}  // namespace krm::tls
