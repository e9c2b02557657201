// Makes attestation documents: a COSE_Sign1 with ES384 over a map of CBOR, its parts in the order
// that real ones have. Nothing is examined, so that whoever wants a document that is wrong can have
// it; make_document() is the steps below it, one after the other.
//
// Thread-safety: functions of their arguments. They throw crypto::Broken.
#pragma once

#include "base/bytes.h"
#include "crypto/certified_key.h"
#include "nitro/document_terms.h"

namespace krm::nitro {

// The map. `signer`: whose certificate it holds, with its chain as the cabundle, from the root.
base::Bytes document_payload(const DocumentTerms& terms, const crypto::CertifiedKey& signer);

// {alg: ES384}
base::Bytes es384_header();

// COSE_Sign1 with an empty unprotected header. REQUIRES: crypto::is_for_es384(key), a private one.
base::Bytes sign_document(base::ByteView payload, evp_pkey_st& key,
                          base::ByteView protected_header = es384_header(), bool tagged = false);

// The same without signing; `signature` may be of any size.
base::Bytes assemble_document(base::ByteView payload, base::ByteView signature,
                              base::ByteView protected_header = es384_header(),
                              bool tagged = false);

base::Bytes make_document(const DocumentTerms& terms, const crypto::CertifiedKey& signer);

}  // namespace krm::nitro
