// What will be done about a request: the Outcome that the service came to, and everything that a
// fault may change about it before a byte is drawn.
#pragma once

#include "http/delivery.h"
#include "kms/model.h"

namespace krm::mock {

struct Plan {
  kms::Outcome outcome;
  http::Delivery delivery;
};

}  // namespace krm::mock
