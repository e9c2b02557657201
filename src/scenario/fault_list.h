// This file lists the faults. To add one, add a file in scenario/fault and name it in Fault.
#pragma once

#include "scenario/fault/close.h"
#include "scenario/fault/cms.h"
#include "scenario/fault/drip.h"
#include "scenario/fault/entropy.h"
#include "scenario/fault/error.h"
#include "scenario/fault/garbage.h"
#include "scenario/fault/header.h"
#include "scenario/fault/key_store.h"
#include "scenario/fault/latency.h"
#include "scenario/fault/payload.h"
#include "scenario/fault/reply.h"
#include "scenario/fault/reset.h"
#include "scenario/fault/stall.h"
#include "scenario/fault/truncate.h"

namespace krm::scenario {

struct FaultFamily {
  static constexpr std::string_view family = "fault";
  static constexpr std::array guesses{
      Guess{"delay", "latency"},
      Guess{"sleep", "latency"},
      Guess{"hang", "stall"},
      Guess{"timeout", "stall"},
      Guess{"disconnect", "close"},
      Guess{"response", "reply"},
      Guess{"status", "\"error\" or \"reply\", which have a status"},
      Guess{"headers", "header"},
      Guess{"throttle", "error: ThrottlingException"},
      Guess{"corrupt", "payload"},
  };

  template <typename... Fs>
  static void check_list(const Node& list, Reading& reading) {
    static constexpr std::array known{traits_of<Fs>()...};
    refuse_clashes(list, known, reading);
  }
};

using Fault = OneOf<FaultFamily, fault::Error, fault::Reply, fault::Garbage, fault::Close,
                    fault::Entropy, fault::Payload, fault::Cms, fault::Header, fault::Latency,
                    fault::Stall, fault::Drip, fault::Truncate, fault::Reset, fault::KeyStore>;

template <typename F>
concept AFault = Described<F> && requires {
  { F::slot } -> std::convertible_to<Slot>;
} && requires(const F fault, Plan& plan, const RuleDice& dice) { fault.apply(plan, dice); };

// Applies a fault of any kind to `plan`. A list of other faults, as a test has, also works.
template <AFault... Fs>
void apply(const OneOf<FaultFamily, Fs...>& fault, Plan& plan, const RuleDice& dice) {
  std::visit(
      [&]<typename F>(const F& one) {
        one.apply(plan, dice);
        if constexpr (F::slot == Slot::outcome) plan.replaced = true;
      },
      fault.value);
}

}  // namespace krm::scenario
