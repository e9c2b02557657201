// How large a message may be. The values are those of requests.
#pragma once

#include <cstddef>

namespace krm::net {

struct FramingLimits {
  std::size_t head = std::size_t{32} << 10;
  // Leaves room for an attestation document of 262,144 bytes in base64.
  std::size_t body = std::size_t{1} << 20;
  // Limits a chunked body on the wire, with its framing, extensions and trailers.
  std::size_t chunked_wire = std::size_t{2} << 20;
};

}  // namespace krm::net
