// Makes attestation documents: a COSE_Sign1 with ES384 over a map of CBOR, with its parts in the
// order of real ones. It examines nothing, so it can also make a document that is wrong.
// make_document() does all steps, and the other functions do one step each.
//
// Thread-safety: any thread may call the functions. They throw crypto::Broken.
#pragma once

#include "base/bytes.h"
#include "crypto/certified_key.h"
#include "nitro/document_terms.h"

namespace krm::nitro {

// Returns the map. It holds the certificate of `signer`, and the chain of that as the cabundle, the
// root first.
base::Bytes document_payload(const DocumentTerms& terms, const crypto::CertifiedKey& signer);

// Returns {alg: ES384}.
base::Bytes es384_header();

// Returns a signed COSE_Sign1 with an empty unprotected header. REQUIRES:
// crypto::is_for_es384(key), and `key` is private.
base::Bytes sign_document(base::ByteView payload, evp_pkey_st& key,
                          base::ByteView protected_header = es384_header(), bool tagged = false);

// Returns the same with the given signature, which may have any size.
base::Bytes assemble_document(base::ByteView payload, base::ByteView signature,
                              base::ByteView protected_header = es384_header(),
                              bool tagged = false);

base::Bytes make_document(const DocumentTerms& terms, const crypto::CertifiedKey& signer);

}  // namespace krm::nitro
