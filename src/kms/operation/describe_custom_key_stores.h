// DescribeCustomKeyStores shows the key stores of an account, one or all of them, page by page.
#pragma once

#include "kms/operation.h"

namespace krm::kms {

extern const Operation describe_custom_key_stores;

}  // namespace krm::kms
