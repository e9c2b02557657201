// Then says what a list of bytes does at its end, and Pad what an entry does that is too short.
#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace krm::scenario::source {

enum class Then { repeat, last, error, system };

constexpr std::array<std::pair<std::string_view, Then>, 4> words_of(Then) {
  return {{{"repeat", Then::repeat},
           {"last", Then::last},
           {"error", Then::error},
           {"system", Then::system}}};
}
constexpr std::string_view family_of(Then) { return "end"; }

enum class Pad { none, repeat };

constexpr std::array<std::pair<std::string_view, Pad>, 2> words_of(Pad) {
  return {{{"none", Pad::none}, {"repeat", Pad::repeat}}};
}
constexpr std::string_view family_of(Pad) { return "padding"; }

}  // namespace krm::scenario::source
