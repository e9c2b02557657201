// One request from its value to its Answer, in a straight line of stages. Each takes values and
// returns values; the first error wins, and faults come after.
#pragma once

#include "base/clock.h"
#include "base/entropy.h"
#include "http/handler.h"
#include "kms/key_stores.h"
#include "mock/plan.h"

namespace krm::mock {

// What the stages draw on. All of it must outlive every call.
struct World {
  const base::Clock& clock;
  base::Entropy& entropy;
  const kms::KeyStores& key_stores;
};

// An answer, and what it rests on, for those who keep a record.
struct Exchange {
  http::HttpReply reply;
  std::string request_id;
  Plan plan;
};

// Thread-safety: as that of the world's members; keeps nothing.
Exchange handle(const http::HttpRequest& request, const World& world);

}  // namespace krm::mock
