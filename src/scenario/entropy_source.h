// An EntropySource says where the bytes of an answer come from. To add a source, add a file in
// scenario/source and name it in AnySource.
#pragma once

#include "scenario/notation.h"
#include "scenario/source/biased.h"
#include "scenario/source/counter.h"
#include "scenario/source/file.h"
#include "scenario/source/fixed.h"
#include "scenario/source/low_entropy.h"
#include "scenario/source/repeat.h"
#include "scenario/source/seeded.h"
#include "scenario/source/stuck_bit.h"
#include "scenario/source/system.h"
#include "scenario/source/zeros.h"

namespace krm::scenario {

struct SourceFamily {
  static constexpr std::string_view family = "entropy source";
  static constexpr std::string_view tag = "source";
};

using AnySource =
    Tagged<SourceFamily, source::System, source::Seeded, source::Fixed, source::File, source::Zeros,
           source::Repeat, source::Counter, source::StuckBit, source::Biased, source::LowEntropy>;

struct EntropySource {
  AnySource any;
  static constexpr auto held = &EntropySource::any;
  bool operator==(const EntropySource&) const = default;

  // Fills `out` with the bytes of one call. Returns false and leaves it if the system is to.
  bool fill(const Draw& draw, std::span<std::uint8_t> out) const;

  // Returns why the call at `place` cannot have `size` bytes, or nothing if it can. A call that
  // cannot is answered KMSInternalException, and the next call gets its place.
  std::optional<std::string> refusal(const Place& place, std::size_t size) const;
};

}  // namespace krm::scenario
