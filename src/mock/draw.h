// The stage `draw`: every random byte of one reply, from the system in one request to it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/entropy.h"
#include "kms/seal.h"
#include "mock/tenant.h"

namespace krm::mock {

struct Drawn {
  std::array<std::uint8_t, 16> request_id{};
  std::vector<std::uint8_t> payload;  // exactly as many as the order says, until they are sealed
  kms::SealingBytes sealing;          // where they are to be
};

// A draw that fails turns the plan's outcome into KMSInternalException and leaves the payload
// empty; the request id then comes from a draw of its own, or is all zeros when that fails too.
// `tenant` keeps what a retry needs to get the same bytes.
Drawn draw(Decision& decision, Tenant& tenant, base::Entropy& entropy);

}  // namespace krm::mock
