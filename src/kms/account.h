// What an AWS account holds that requests read and change: its request quotas and its custom key
// stores. Each tenant is one account.
//
// Thread-safety: none; a plain value.
#pragma once

#include "kms/key_stores.h"
#include "kms/quota.h"

namespace krm::kms {

struct Account {
  Quota quota;
  KeyStores key_stores;
};

}  // namespace krm::kms
