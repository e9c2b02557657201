// An operation of KMS that is answered here, as one value: what it is called, what it reads, and
// what its own stages do. To add one, add a file in kms/operation and name it in kms/operations.cc.
// A member that none has read so far also goes into Asked (kms/model.h) and its codec.
//
//   types → constraints → authorise → required → throttle → key store → (rules) → answer
//
// Thread-safety: plain values and functions of their arguments.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "kms/account.h"
#include "kms/model.h"

namespace krm::kms {

struct Operation {
  std::string_view name;                      // behind the dot of X-Amz-Target
  std::span<const std::string_view> members;  // of its input; others are ignored
  // Those that the model itself requires: an absent one fails with the constraints.
  std::span<const std::string_view> required_by_model{};
  // What else the operation demands, once constraints and authorisation have passed.
  Passed (*required)(const Asked& asked) = [](const Asked&) { return Passed(); };
  // The stage `key store`: whether the stores of the account allow it. It changes nothing.
  Passed (*key_store)(const Asked& asked, const KeyStores& stores);
  // Carries it out at `now`, on a clock that does not go back. Returns the body of the reply.
  // REQUIRES: every stage has passed. Null: the operation grants random bytes.
  std::string (*answer)(const Asked& asked, KeyStores& stores,
                        std::chrono::nanoseconds now) = nullptr;
  double documented_rate = 0;        // requests a second, where it has its own quota; 0: none
  bool is_about_key_stores = false;  // it shows or changes key stores
};

}  // namespace krm::kms
