// Fixed gives bytes to the letter, an entry for each call.
#pragma once

#include "scenario/source/draw.h"
#include "scenario/source/then.h"

namespace krm::scenario::source {

struct Fixed {
  static constexpr std::string_view name = "fixed";
  static constexpr std::string_view help = "these bytes, an entry for each granted call";
  static void fields(auto& field) {
    field.required("hex", &Fixed::hex, "the entries; of a longer one its beginning is used");
    field("then", &Fixed::then,
          "after the last entry: the list again, the last for ever, KMSInternalException, or "
          "the system's bytes");
    field("pad", &Fixed::pad,
          "an entry that is too short: KMSInternalException, or its bytes over and over");
  }

  bool fill(const Draw& draw, std::span<std::uint8_t> out) const;

  // Returns why the call cannot have that many bytes, or nothing if it can. A call that cannot is
  // answered KMSInternalException, and the entry is kept for the next.
  std::optional<std::string> refusal(const Place& place, std::size_t size) const;

  OneOrMore<base::Bytes> hex;
  Then then = Then::repeat;
  Pad pad = Pad::none;
  bool operator==(const Fixed&) const = default;

 private:
  const base::Bytes* entry(std::uint64_t index) const;
};

}  // namespace krm::scenario::source
