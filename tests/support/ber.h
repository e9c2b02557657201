// Takes BER (X.690) apart, element by element, so that a test sees every octet.
//
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace krm::test {

struct BerElement {
  std::size_t offset = 0;
  unsigned depth = 0;
  std::string head;     // identifier and length octets, in hexadecimal
  std::string content;  // of a primitive element, also in hexadecimal
};

// Returns all elements of all depths, in the order of their octets. An end-of-contents is an
// element with the head "0000". Throws std::runtime_error when an element does not end where it
// must.
std::vector<BerElement> walk_ber(base::ByteView ber);

}  // namespace krm::test
