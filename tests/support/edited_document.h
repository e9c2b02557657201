// Changes attestation documents in ways that no maker of documents would.
#pragma once

#include <functional>
#include <string_view>

#include "base/bytes.h"
#include "tests/support/cbor_item.h"

namespace krm::test {

// Returns the octets of an item that was read, or was made by hand.
base::Bytes write_cbor(const CborItem& item);

// Holds the members of a payload as octets, so that a test can change them and write them again.
class Payload {
 public:
  explicit Payload(base::ByteView payload);

  // All octets that these take and return are CBOR.
  Payload& set(std::string_view key, base::Bytes value);  // adds a missing key at the end
  Payload& repeat(std::string_view key);                  // adds the member a second time
  Payload& remove(std::string_view key);
  Payload& add(base::Bytes key, base::Bytes value);  // any key, even one that is there
  base::Bytes written() const;

 private:
  std::vector<std::pair<base::Bytes, base::Bytes>> members_;
};

}  // namespace krm::test
