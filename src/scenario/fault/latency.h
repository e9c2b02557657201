// Latency makes a reply take its time.
#pragma once

#include "scenario/fault_traits.h"

namespace krm::scenario::fault {

struct Uniform {
  static constexpr std::string_view name = "uniform";
  static constexpr std::string_view help = "any time between two";
  static void fields(auto& field) {
    field.required("min", &Uniform::min, "the shortest");
    field.required("max", &Uniform::max, "the longest");
  }
  void check(const Node& node, Reading& reading) const;
  Milliseconds min{0};
  Milliseconds max{0};
  bool operator==(const Uniform&) const = default;
};

struct Lognormal {
  static constexpr std::string_view name = "lognormal";
  static constexpr std::string_view help = "mostly near the median, now and then far above it";
  static void fields(auto& field) {
    field("median", &Lognormal::median, "half of the replies take less", Times{});
    field("sigma", &Lognormal::sigma, "the deviation of the logarithm", Numbers{0, 3});
    field("p50", &Lognormal::p50, "the median", Times{Milliseconds(1)});
    field("p99", &Lognormal::p99, "in place of sigma: 99 of 100 replies take less",
          Times{Milliseconds(1)});
  }
  void check(const Node& node, Reading& reading) const;
  void complete();  // turns percentiles into median and sigma

  std::optional<Milliseconds> median;
  std::optional<double> sigma;
  std::optional<Milliseconds> p50{};
  std::optional<Milliseconds> p99{};
  bool operator==(const Lognormal&) const = default;
};

struct Latency {
  static constexpr std::string_view name = "latency";
  static constexpr std::string_view help = "waits before the first byte";
  static constexpr std::array guesses{
      Guess{"p50", "lognormal: {p50: 80ms, p99: 1s}"},
      Guess{"p99", "lognormal: {p50: 80ms, p99: 1s}"},
      Guess{"min", "uniform: {min: 80ms, max: 1s}"},
      Guess{"max", "uniform: {min: 80ms, max: 1s}"},
  };
  static constexpr std::string_view shorthand = "fixed";
  static constexpr Slot slot = Slot::pace;
  static void fields(auto& field) {
    field("fixed", &Latency::fixed, "always the same time");
    field("uniform", &Latency::uniform, Uniform::help);
    field("lognormal", &Latency::lognormal, Lognormal::help);
  }
  void check(const Node& node, Reading& reading) const;
  void apply(Plan& plan, const RuleDice& dice) const;

  std::optional<Milliseconds> fixed;
  std::optional<Uniform> uniform;
  std::optional<Lognormal> lognormal;
  bool operator==(const Latency&) const = default;
};

}  // namespace krm::scenario::fault
