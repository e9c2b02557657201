// What an AWS account has that requests find and change. A tenant is one.
//
// Thread-safety: none; a value.
#pragma once

#include "kms/key_stores.h"
#include "kms/quota.h"

namespace krm::kms {

struct Account {
  Quota quota;
  KeyStores key_stores;
};

}  // namespace krm::kms
