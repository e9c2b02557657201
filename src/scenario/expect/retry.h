#pragma once

#include <array>
#include <utility>

#include "scenario/notation.h"

namespace krm::scenario::expect {

enum class RetryPreset { sdk_standard, sdk_legacy, sdk_2026 };
constexpr std::array<std::pair<std::string_view, RetryPreset>, 3> words_of(RetryPreset) {
  return {{{"sdk-standard", RetryPreset::sdk_standard},
           {"sdk-legacy", RetryPreset::sdk_legacy},
           {"sdk-2026", RetryPreset::sdk_2026}}};
}
constexpr std::string_view family_of(RetryPreset) { return "retry behaviour"; }

struct Retry {
  static constexpr std::string_view name = "retry";
  static constexpr std::string_view help = "how a client waits between the attempts of a call";
  static constexpr std::string_view shorthand = "as";
  static void fields(auto& field) {
    field("as", &Retry::as, "as these do");
    field("base", &Retry::base, "the first wait at most", Times{Milliseconds(1)});
    field("factor", &Retry::factor, "what each further one is multiplied by", Numbers{1, 100});
    field("cap", &Retry::cap, "the longest wait", Times{Milliseconds(1)});
  }
  void check(const Node& node, Reading& reading) const {
    const int own = base.has_value() + factor.has_value() + cap.has_value();
    if (own != (as ? 0 : 3)) {
      reading.refuse(node.mark, "\"retry\" takes a name, or all of base, factor and cap");
    }
  }

  std::optional<RetryPreset> as;
  std::optional<Milliseconds> base;
  std::optional<double> factor;
  std::optional<Milliseconds> cap;
  bool operator==(const Retry&) const = default;
};

}  // namespace krm::scenario::expect
