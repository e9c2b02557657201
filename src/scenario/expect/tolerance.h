#pragma once

#include <algorithm>

#include "scenario/notation.h"

namespace krm::scenario::expect {

// How far a wait may be off. Both parts add up.
struct Tolerance {
  static constexpr std::string_view name = "tolerance";
  static constexpr std::string_view help = "how far a wait may be off its envelope; both add up";
  static void fields(auto& field) {
    field("time", &Tolerance::time, "for the client's own work", Times{});
    field("share", &Tolerance::share, "of the wait", Numbers{.may_be_per_cent = true});
  }

  // A wait looks longer by all that a client does beside waiting. It looks shorter only by what the
  // two clocks and the record of the end are off, so that below a tenth of the time counts.
  Milliseconds early() const { return time / 10; }
  std::chrono::nanoseconds above(Milliseconds wait) const { return times(wait, 1 + share) + time; }
  std::chrono::nanoseconds below(Milliseconds wait) const {
    return times(wait, 1 - share) - early();
  }

  Milliseconds time{250};
  double share = 0.1;
  bool operator==(const Tolerance&) const = default;

 private:
  static std::chrono::nanoseconds times(std::chrono::nanoseconds wait, double factor) {
    return std::chrono::nanoseconds(
        static_cast<std::int64_t>(static_cast<double>(wait.count()) * factor));
  }
};

}  // namespace krm::scenario::expect
