#include "nitro/document_maker.h"

#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

#include "crypto/es384.h"
#include "nitro/cbor_writer.h"
#include "nitro/cose_sign1.h"

namespace krm::nitro {
namespace {

void write_optional(CborWriter& writer, std::string_view name,
                    const std::optional<base::Bytes>& value) {
  writer.text(name);
  if (value) {
    writer.bytes(*value);
  } else {
    writer.null();
  }
}

}  // namespace

base::Bytes document_payload(const DocumentTerms& terms, const crypto::CertifiedKey& signer) {
  CborWriter writer;
  writer.map(9);
  writer.text("module_id");
  writer.text(terms.module_id);
  writer.text("digest");
  writer.text(terms.digest);
  writer.text("timestamp");
  writer.integer(
      std::chrono::floor<std::chrono::milliseconds>(terms.timestamp.time_since_epoch()).count());
  writer.text(terms.nitrotpm ? "nitrotpm_pcrs" : "pcrs");
  writer.map(terms.pcrs.size());
  for (const auto& [pcr, value] : terms.pcrs) {
    writer.integer(pcr);
    writer.bytes(value);
  }
  writer.text("certificate");
  writer.bytes(crypto::to_der(*signer.certificate));
  writer.text("cabundle");
  writer.array(signer.chain.size());
  for (auto issuer = signer.chain.rbegin(); issuer != signer.chain.rend(); ++issuer) {
    writer.bytes(crypto::to_der(**issuer));
  }
  write_optional(writer, "public_key", terms.public_key);
  write_optional(writer, "user_data", terms.user_data);
  write_optional(writer, "nonce", terms.nonce);
  return std::move(writer).take();
}

base::Bytes es384_header() {
  CborWriter writer;
  writer.map(1);
  writer.integer(cose_alg);
  writer.integer(cose_es384);
  return std::move(writer).take();
}

base::Bytes sign_document(base::ByteView payload, evp_pkey_st& key, base::ByteView protected_header,
                          bool tagged) {
  const auto signature = crypto::sign_es384(key, signed_bytes(protected_header, payload));
  return assemble_document(payload, signature, protected_header, tagged);
}

base::Bytes assemble_document(base::ByteView payload, base::ByteView signature,
                              base::ByteView protected_header, bool tagged) {
  CborWriter writer;
  if (tagged) writer.tag(cose_sign1_tag);
  writer.array(4);
  writer.bytes(protected_header);
  writer.map(0);
  writer.bytes(payload);
  writer.bytes(signature);
  return std::move(writer).take();
}

base::Bytes make_document(const DocumentTerms& terms, const crypto::CertifiedKey& signer) {
  return sign_document(document_payload(terms, signer), *signer.key, es384_header(), terms.tagged);
}

}  // namespace krm::nitro
