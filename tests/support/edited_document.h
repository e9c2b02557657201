// Attestation documents with something changed that no maker of documents would change.
#pragma once

#include <functional>
#include <string_view>

#include "base/bytes.h"
#include "tests/support/cbor_item.h"

namespace krm::test {

// An item as it was read, or was made by hand.
base::Bytes write_cbor(const CborItem& item);

// The members of a payload, as the octets of their values, to be changed and written again.
class Payload {
 public:
  explicit Payload(base::ByteView payload);

  // Each takes and gives octets that are CBOR already.
  Payload& set(std::string_view key, base::Bytes value);  // adds it at the end if it is missing
  Payload& repeat(std::string_view key);                  // has it a second time
  Payload& remove(std::string_view key);
  Payload& add(base::Bytes key, base::Bytes value);  // whatever the key
  base::Bytes written() const;

 private:
  std::vector<std::pair<base::Bytes, base::Bytes>> members_;
};

}  // namespace krm::test
