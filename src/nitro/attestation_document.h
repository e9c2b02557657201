// What a Nitro attestation document says, in values. Limits and types are those of the
// specification (aws-nitro-enclaves-nsm-api, docs/attestation_process.md; for NitroTPM the EC2 user
// guide), except where a line below says otherwise.
//
// Thread-safety: functions of their arguments.
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

// Views into the document that was read.
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

// The first bytes of its PCR0 in hexadecimal; empty where there is none.
std::string beginning_of_pcr0(const AttestationDocument& document);

// What it says of itself, as far as that has been read, as a sentence for a log: "it has module_id
// ...". Empty where nothing has.
std::string described(const AttestationDocument& document);

// From the payload of a COSE_Sign1. Null is the same as absent for the three that are optional
// (REAL: a captured document; the specification says that no field can be null). user_data and
// nonce go to 1,024 bytes (one of the two figures that the specification gives), and there may be
// no PCRs at all (QEMU's virtio-nsm).
tl::expected<AttestationDocument, Refusal> read_document(base::ByteView payload);

// The public key alone, from a payload that is a map and need not be more.
tl::expected<base::ByteView, Refusal> read_public_key(base::ByteView payload);

}  // namespace krm::nitro
