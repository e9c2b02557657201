// The paths that belong to the mock and not to KMS: /__admin/... and the probes.
//
//   GET /livez    200 while the process can answer at all
//   GET /readyz   200 when requests are answered as the scenario says, else 503; it names the
//                 scenario, and says why another one could not be taken up
//
// Errors are {"error": {"code", "message"}}.
//
// Thread-safety: all members may be called from any thread.
#pragma once

#include <optional>

#include "admin/health.h"
#include "base/clock.h"
#include "http/reply.h"
#include "http/request.h"

namespace krm::admin {

class Routes {
 public:
  // REQUIRES: both outlive the routes.
  Routes(const Health& health, const base::Clock& clock) : health_(health), clock_(clock) {}

  // Returns the reply, or nullopt for a path that is not ours: KMS owns every other.
  std::optional<http::HttpReply> answer(const http::HttpRequest& request) const;

 private:
  const Health& health_;
  const base::Clock& clock_;
};

}  // namespace krm::admin
