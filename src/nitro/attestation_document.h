// Reads what a Nitro attestation document says, as values. Limits and types are those of the
// specification (aws-nitro-enclaves-nsm-api, docs/attestation_process.md; for NitroTPM the EC2 user
// guide), except where a comment below says otherwise.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/bytes.h"
#include "nitro/cose_sign1.h"
#include "nitro/refusal.h"

namespace krm::nitro {

// Holds views into the document that was read.
struct AttestationDocument {
  std::string_view module_id;
  std::uint64_t timestamp = 0;  // milliseconds since 1970
  bool nitrotpm = false;        // its PCRs are those of a TPM (`nitrotpm_pcrs`)
  std::map<unsigned, base::ByteView> pcrs;
  base::ByteView certificate;
  std::vector<base::ByteView> cabundle;  // the root first
  std::optional<base::ByteView> public_key;
  std::optional<base::ByteView> user_data;
  std::optional<base::ByteView> nonce;
};

// Returns the first bytes of PCR0 in hexadecimal, or an empty text when there is no PCR0.
std::string beginning_of_pcr0(const AttestationDocument& document);

// Returns what the document says of itself, as far as that has been read. It is a sentence for a
// log: "it has module_id ...". Returns an empty text when nothing has been read.
std::string described(const AttestationDocument& document);

// Reads the payload of a COSE_Sign1. For the three optional members null is the same as absent.
// (REAL: a captured document. The specification says that no field can be null.) user_data and
// nonce may have up to 1,024 bytes (one of the two figures that the specification gives). There may
// be no PCRs at all (QEMU's virtio-nsm).
tl::expected<AttestationDocument, Refusal> read_document(base::ByteView payload);

// Reads the public key alone. The payload must be a map, and nothing else in it is checked.
tl::expected<base::ByteView, Refusal> read_public_key(base::ByteView payload);

}  // namespace krm::nitro
