#pragma once

#include <span>

#include "scenario/expect/range.h"
#include "scenario/verdict.h"

namespace krm::scenario::expect {

// Judged over all tenants of a scenario.
struct Tenants : Range {
  static constexpr std::string_view name = "tenants";
  static constexpr std::string_view help =
      "how many access keys call; requests without one count as one";
  static constexpr Loss loss = Loss::hides_nothing;
  static void fields(auto& field) { bounds<0, 10'001>(field); }
  Verdict judge(std::span<const History> tenants, std::span<const std::string>) const {
    Finding finding(in_words("tenant"));
    finding.chance();
    const auto calling = std::ranges::count_if(
        tenants, [](const History& history) { return history.calls_made > 0; });
    const std::string seen = counted(calling, "tenant") + " called";
    if (is_too_few(calling)) finding.lack(seen);
    if (is_too_many(calling)) finding.breach(seen);
    return std::move(finding).verdict({});
  }
  bool operator==(const Tenants&) const = default;
};

}  // namespace krm::scenario::expect
