// What a source of bytes is asked: the bytes of one call.
#pragma once

#include <cstdint>
#include <string>

#include "base/keyed_stream.h"
#include "scenario/notation.h"

namespace krm::scenario {

// Where a call stands among those that one source has served, for one tenant.
struct Place {
  std::uint64_t index = 0;   // calls before it
  std::uint64_t offset = 0;  // bytes that those were given
};

struct Draw {
  std::uint64_t seed = 0;
  std::string purpose;  // "bytes", or of a rule's own source its rule
  std::string label;    // empty unless streams are per tenant
  Place place;

  // The keyed stream of a call, or of another place.
  base::StreamKey key(std::uint64_t index) const {
    return base::stream_key(seed, purpose, label, index);
  }
  base::StreamKey key() const { return key(place.index); }
};

}  // namespace krm::scenario
