// One request from its value to its Answer, in a straight line of stages. Each takes values and
// returns values; the first error wins, and faults come after.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/entropy.h"
#include "base/log.h"
#include "http/handler.h"
#include "mock/tenants.h"
#include "scenario/plan.h"
#include "sigv4/mismatch.h"

namespace krm::mock {

// What the stages draw on. All of it must outlive every call.
struct World {
  base::Entropy& entropy;
  Tenants& tenants;
  const base::Log& log;
};

// An answer, and what it rests on, for those who keep a record.
struct Exchange {
  http::HttpReply reply{};
  std::string request_id{};
  scenario::Plan plan;
  std::optional<sigv4::Mismatch> mismatch{};  // where the request's signature is wrong
  std::shared_ptr<Tenant> tenant{};
  base::Nanoseconds at{0};  // when it was decided, on the tenant's clock
};

// Thread-safety: as that of the world's members; what is to be kept, the tenant keeps.
Exchange handle(const http::HttpRequest& request, const World& world);

}  // namespace krm::mock
