// How a tenant's custom key stores come to be in another state, and what the log says of it.
//
// Thread-safety: the tenant's mutex must be held, so that the lines stand in the order of what
// they tell.
#pragma once

#include <string>
#include <string_view>

#include "base/log.h"
#include "kms/key_stores.h"

namespace krm::mock {

// Where a change is told: whose key store it is ("" for the tenant without a name), and to whom.
struct KeyStoreNews {
  std::string_view tenant;
  const base::Log& log;
};

// Puts the store into that state and, if it was in another, says so. A store that is not there
// stays away: a scenario that names one is refused when it is read.
void change_state(kms::KeyStores& stores, const std::string& id, kms::ConnectionState to,
                  std::string_view cause, const KeyStoreNews& news);

}  // namespace krm::mock
