// BER (X.690) taken apart, element by element, with every octet in view.
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
  std::string content;  // of a primitive element, likewise
};

// All elements of all depths, in the order of their octets; end-of-contents is one with the head
// "0000". Throws std::runtime_error where the octets do not come out even.
std::vector<BerElement> walk_ber(base::ByteView ber);

}  // namespace krm::test
