#pragma once

#include <array>
#include <utility>

#include "scenario/seen.h"

namespace krm::scenario::match {

enum class Presence { present, absent };

constexpr std::array<std::pair<std::string_view, Presence>, 2> words_of(Presence) {
  return {{{"present", Presence::present}, {"absent", Presence::absent}}};
}
constexpr std::string_view family_of(Presence) { return "presence"; }

struct Recipient {
  static constexpr std::string_view name = "recipient";
  static constexpr std::string_view help = "whether the request has a Recipient";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static constexpr bool of_what_is_asked = true;
  static void fields(auto& field) { field.required("is", &Recipient::is, help); }

  Presence saw(const Seen& seen) const {
    return seen.asked && seen.asked->recipient ? Presence::present : Presence::absent;
  }
  bool matches(const Seen& seen) const { return saw(seen) == is; }

  Presence is = Presence::present;
  bool operator==(const Recipient&) const = default;
};

}  // namespace krm::scenario::match
