// The operations that are answered here: a closed list.
//
// Thread-safety: functions without state.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "aws/error.h"
#include "kms/operation.h"

namespace krm::kms {

std::span<const Operation* const> operations();

// Returns the operation that a value of X-Amz-Target names, or nullptr. Prefix and case count.
const Operation* operation_of_target(std::string_view target);

// Returns the part of a target that names the operation, which is what stands behind its last dot.
constexpr std::string_view operation_in(std::string_view target) {
  return target.substr(target.rfind('.') + 1);
}

// Returns what is answered to a target that is none of ours, or to none (nullptr). Operations of
// the service model get a message of ours, other names the bare error of the front end
// (REAL-OTHER: athena-local, kinesalite suite). No SDK tries it again.
aws::Error unknown_operation(const std::string* target);

}  // namespace krm::kms
