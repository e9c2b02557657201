// A Draw asks a source for the bytes of one call.
#pragma once

#include <cstdint>
#include <string>

#include "base/keyed_stream.h"
#include "scenario/notation.h"

namespace krm::scenario {

// A Place is where a call stands among those that one source has served, for one tenant.
struct Place {
  std::uint64_t index = 0;   // calls before it
  std::uint64_t offset = 0;  // bytes that those were given
};

struct Draw {
  std::uint64_t seed = 0;
  std::string purpose;  // "bytes", or the rule if the source is its own
  std::string label;    // empty unless streams are per tenant
  Place place;

  // Returns the key of the stream of a call, or of another place.
  base::StreamKey key(std::uint64_t index) const {
    return base::stream_key(seed, purpose, label, index);
  }
  base::StreamKey key() const { return key(place.index); }
};

}  // namespace krm::scenario
