// What is decided about one request, and what that rests on: values that pass between the stages.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/keyed_stream.h"
#include "kms/account.h"
#include "kms/attest.h"
#include "kms/model.h"
#include "mock/tenant_clock.h"
#include "scenario/entropy_source.h"
#include "scenario/plan.h"
#include "sigv4/mismatch.h"

namespace krm::mock {

// What the stages that need nothing but the request have learned of it.
struct Examined {
  kms::Checked request;
  std::optional<kms::GenerateRandomRequest> asked;  // as far as it could be read
  std::optional<sigv4::Mismatch> mismatch{};        // where its signature is wrong
  // What its Recipient comes to, if it has one and no stage before has failed. It counts at its
  // place behind the throttle; but it takes milliseconds and belongs to no account.
  std::optional<kms::Attested> attested{};
};

// What the stages came to that an account has a say in.
struct Admitted {
  kms::Outcome outcome;
  bool counts = false;  // towards the quota, unless a rule answers in the service's place
};
using Admit = Admitted (*)(const Examined&, kms::Account&, base::Nanoseconds now);

// The bytes that a plan wants.
struct Order {
  const scenario::EntropySource* source = nullptr;
  scenario::Draw draw{};
  std::size_t size = 0;
  // Of system bytes: the call that gets the same ones when it tries again, and what they were
  // expanded from if it has got some before.
  std::string invocation{};
  std::optional<base::StreamKey> system{};
};

struct Decision {
  scenario::Plan plan;
  Moment at{};                   // on the tenant's clock
  std::optional<Order> order{};  // exactly when the plan draws
};

}  // namespace krm::mock
