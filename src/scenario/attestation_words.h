// How scenarios and the command line call what is asked of an attestation document.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "nitro/policy.h"

namespace krm::nitro {

constexpr std::array<std::pair<std::string_view, Verify>, 4> words_of(Verify) {
  return {{{"off", Verify::off},
           {"lenient", Verify::lenient},
           {"structure", Verify::structure},
           {"chain", Verify::chain}}};
}
constexpr std::string_view family_of(Verify) { return "way to verify"; }

constexpr std::array<std::pair<std::string_view, DocumentClock>, 2> words_of(DocumentClock) {
  return {{{"now", DocumentClock::now}, {"document", DocumentClock::document}}};
}
constexpr std::string_view family_of(DocumentClock) { return "clock"; }

}  // namespace krm::nitro
