// Custom key stores that change their state, by the timeline or by a rule.
//
// Thread-safety: functions of their arguments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kms/key_stores.h"

namespace krm::mock {

struct KeyStoreTransition {
  std::string id;
  kms::ConnectionState from;
  kms::ConnectionState to;
  std::string cause;  // "rule \"x\"", "timeline at 30s"
};

// Puts the store into that state and, if it was in another, adds a transition. A store that is not
// there stays away: a scenario that names one is refused when it is read.
void move(kms::KeyStores& stores, const std::string& id, kms::ConnectionState to,
          std::string_view cause, std::vector<KeyStoreTransition>& transitions);

// For the log; `tenant` is empty for the one that has no name.
std::string described(const KeyStoreTransition& transition, std::string_view tenant);

}  // namespace krm::mock
