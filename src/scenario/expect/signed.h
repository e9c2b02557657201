#pragma once

#include "scenario/expect/only_true.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

struct Signed {
  static constexpr std::string_view name = "signed";
  static constexpr std::string_view help = "every request has a signature that `auth: shape` takes";
  static constexpr std::string_view shorthand = "is";
  static constexpr bool bare = true;
  static void fields(auto& field) { field.required("is", &Signed::is, help); }
  Verdict judge(const History& history) const;

  OnlyTrue is;
  bool operator==(const Signed&) const = default;
};

}  // namespace krm::scenario::expect
