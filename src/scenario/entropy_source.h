// Where the bytes of an answer come from. A new source is one file in scenario/source and its place
// in this list.
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

  // The bytes of one call, all of them; false, and nothing, when they are to be the system's.
  bool fill(const Draw& draw, std::span<std::uint8_t> out) const;

  // Why the call of that place cannot have `size` bytes. It is answered KMSInternalException then,
  // and the place is given to the next call.
  std::optional<std::string> refusal(const Place& place, std::size_t size) const;
};

}  // namespace krm::scenario
