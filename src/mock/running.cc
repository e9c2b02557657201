#include "mock/running.h"

#include <utility>

namespace krm::mock {

Running::Running(std::shared_ptr<const scenario::Scenario> taken_up, std::uint64_t settled_seed)
    : scenario(std::move(taken_up)), seed(settled_seed) {
  for (const auto& [id, store] : scenario->key_stores) key_stores[id] = {store.type, store.state};
}

}  // namespace krm::mock
