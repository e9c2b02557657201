#include "crypto/key_algorithm.h"

#include <openssl/asn1.h>
#include <openssl/x509.h>

#include <optional>

#include "crypto/failure.h"
#include "crypto/owned.h"

namespace krm::crypto {
namespace {

using base::ByteView;

// One element of DER: what kind it is, what is in it, and what follows it.
struct Element {
  bool is_sequence;
  bool is_version;  // [0]
  ByteView content;
  ByteView rest;
};

// Returns the first element of `der`, or nothing when none of a definite length is there.
std::optional<Element> first_of(ByteView der) {
  const std::uint8_t* position = der.data();
  long size = 0;
  int tag = 0;
  int kind = 0;
  const int read =
      der.empty() ? 0x80
                  : ASN1_get_object(&position, &size, &tag, &kind, static_cast<long>(der.size()));
  take_failure();
  if ((read & 0x80) != 0 || (read & 0x01) != 0) return std::nullopt;
  const auto behind = der.subspan(static_cast<std::size_t>(position - der.data()));
  const auto length = static_cast<std::size_t>(size);
  return Element{kind == V_ASN1_UNIVERSAL && tag == V_ASN1_SEQUENCE,
                 kind == V_ASN1_CONTEXT_SPECIFIC && tag == 0, behind.first(length),
                 behind.subspan(length)};
}

// Returns what is in the SEQUENCE that `der` begins with. Returns nothing for anything else.
ByteView inside(ByteView der) {
  const auto element = first_of(der);
  return element && element->is_sequence ? element->content : ByteView{};
}

ByteView behind(ByteView der) {
  const auto element = first_of(der);
  return element ? element->rest : ByteView{};
}

// Returns the subjectPublicKeyInfo and what follows it.
ByteView info_of(ByteView certificate) {
  ByteView fields = inside(inside(certificate));
  if (const auto first = first_of(fields); first && first->is_version) fields = first->rest;
  for (int before = 0; before < 5; ++before) fields = behind(fields);  // serialNumber to subject
  return fields;
}

}  // namespace

KeyAlgorithm algorithm_of_key(ByteView info) {
  const ByteView content = inside(info);
  const std::uint8_t* position = content.data();
  const Owned<X509_ALGOR> algorithm(
      content.empty() ? nullptr
                      : d2i_X509_ALGOR(nullptr, &position, static_cast<long>(content.size())));
  take_failure();
  if (!algorithm) return KeyAlgorithm::none;
  const ASN1_OBJECT* name = nullptr;
  int kind_of_parameters = V_ASN1_UNDEF;
  X509_ALGOR_get0(&name, &kind_of_parameters, nullptr, algorithm.get());
  const int id = OBJ_obj2nid(name);
  if (id == NID_rsaEncryption) return KeyAlgorithm::rsa;
  const bool described = id == NID_X9_62_id_ecPublicKey && kind_of_parameters != V_ASN1_OBJECT;
  return described ? KeyAlgorithm::described_curve : KeyAlgorithm::other;
}

KeyAlgorithm algorithm_of_certificate(ByteView certificate) {
  return algorithm_of_key(info_of(certificate));
}

}  // namespace krm::crypto
