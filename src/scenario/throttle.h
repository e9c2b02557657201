// A Throttle says how many requests KMS takes.
#pragma once

#include <algorithm>
#include <cmath>

#include "scenario/names.h"
#include "scenario/notation.h"
#include "scenario/operation_name.h"

namespace krm::scenario {

struct Rate {
  static constexpr std::string_view name = "rate";
  static constexpr std::string_view help = "a token bucket";
  static void fields(auto& field) {
    field("rate", &Rate::rate, "requests a second, to the thousandth", Numbers{0.001, 1'000'000});
    field("burst", &Rate::burst, "requests at once; without it one second's worth",
          Integers{1, 1'000'000});
    field(
        "quota", &Rate::quota,
        "in place of rate: what KMS documents for that region, 10000 for most; for key stores 1800",
        region_name);
  }
  void check(const Node& node, Reading& reading) const {
    if (rate.has_value() == quota.has_value()) {
      reading.refuse(node.mark, "give \"rate\" or \"quota\", one of the two");
    }
    const Node* written = node.find("rate");
    const double thousandths = rate.value_or(0) * 1000;
    if (written != nullptr && std::abs(thousandths - std::round(thousandths)) > 1e-6) {
      reading.refuse(written->mark, fmt::format("a rate counts to the thousandth; write {}",
                                                std::max(1.0, std::round(thousandths)) / 1000));
    }
  }

  std::optional<double> rate;
  std::optional<std::int64_t> burst;
  std::optional<std::string> quota;
  bool operator==(const Rate&) const = default;
};

// The bucket of the account also says which operations take from it.
struct AccountRate : Rate {
  static constexpr std::string_view name = "account's rate";
  static void fields(auto& field) {
    Rate::fields(field);
    field("operations", &AccountRate::operations,
          "which operations take from it, as globs; GenerateRandom alone if absent");
  }
  void check(const Node& node, Reading& reading) const {
    Rate::check(node, reading);
    if (operations.empty()) return;
    refuse_misspelt_operations(operations, node.find("operations")->mark, reading);
  }
  std::vector<std::string> operations;
  bool operator==(const AccountRate&) const = default;
};

struct Throttle {
  static constexpr std::string_view name = "throttle";
  static constexpr std::string_view help = "answers ThrottlingException to what is too much";
  static void fields(auto& field) {
    field("account", &Throttle::account, "of the requests of an account");
    field("key_store", &Throttle::key_store, "of each custom key store, on top");
  }

  std::optional<AccountRate> account;
  std::optional<Rate> key_store;
  bool operator==(const Throttle&) const = default;
};

}  // namespace krm::scenario
