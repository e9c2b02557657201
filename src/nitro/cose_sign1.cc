#include "nitro/cose_sign1.h"

#include <utility>

#include "nitro/cbor_writer.h"

namespace krm::nitro {

base::Bytes signed_bytes(base::ByteView protected_header, base::ByteView payload) {
  CborWriter writer;
  writer.array(4);
  writer.text("Signature1");
  writer.bytes(protected_header);
  writer.bytes({});  // external_aad
  writer.bytes(payload);
  return std::move(writer).take();
}

}  // namespace krm::nitro
