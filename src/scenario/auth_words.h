// How strictly signatures are looked at, and how a credential is denied, as a scenario writes them.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "aws/authenticate.h"
#include "kms/authorise.h"

namespace krm::aws {

constexpr std::array<std::pair<std::string_view, Auth>, 3> words_of(Auth) {
  return {{{"off", Auth::off}, {"shape", Auth::shape}, {"strict", Auth::strict}}};
}
constexpr std::string_view family_of(Auth) { return "way to authenticate"; }

}  // namespace krm::aws

namespace krm::kms {

constexpr std::array<std::pair<std::string_view, Denial>, 2> words_of(Denial) {
  return {{{"implicit", Denial::implicit}, {"explicit", Denial::by_statement}}};
}
constexpr std::string_view family_of(Denial) { return "kind of denial"; }

}  // namespace krm::kms
