#pragma once

#include "scenario/fault_traits.h"

namespace krm::scenario::fault {

// Reset breaks the connection. The client sees ECONNRESET.
enum class ResetPlace { before };

constexpr std::array<std::pair<std::string_view, ResetPlace>, 1> words_of(ResetPlace) {
  return {{{"before", ResetPlace::before}}};
}
constexpr std::string_view family_of(ResetPlace) { return "place"; }

struct Reset {
  static constexpr std::string_view name = "reset";
  static constexpr std::string_view help =
      "resets the connection: `reset` or `reset: before` sends nothing, `reset: {after: N}` so "
      "many "
      "bytes of the body first";
  static constexpr std::string_view shorthand = "at";
  static constexpr Slot slot = Slot::cut;
  static constexpr Part acts_on = Part::connection;
  static void fields(auto& field) {
    field("at", &Reset::at, "before anything is sent");
    field("after", &Reset::after, "bytes of the body that are sent", Integers{0, 8192});
  }
  void check(const Node& node, Reading& reading) const {
    if (at && after) reading.refuse(node.mark, "\"reset\" takes \"at\" or \"after\", not both");
  }

  void apply(Plan& plan, const RuleDice&) const {
    http::Cut& cut = plan.delivery.cut.emplace();
    cut.with = http::Cut::With::rst;
    if (after) cut.after = static_cast<std::size_t>(*after);
  }

  std::optional<ResetPlace> at;
  std::optional<std::int64_t> after;
  bool operator==(const Reset&) const = default;
};

}  // namespace krm::scenario::fault
