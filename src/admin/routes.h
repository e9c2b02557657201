// The paths that belong to the mock and not to KMS: /__admin/... and the probes.
//
//   GET /livez    200 while the process can answer at all
//   GET /readyz   200 when requests are answered as the scenario says, else 503
//
// Errors are {"error": {"code", "message"}}.
#pragma once

#include <atomic>
#include <optional>

#include "base/clock.h"
#include "http/reply.h"
#include "http/request.h"

namespace krm::admin {

enum class Readiness { starting, ready, stopping };

class Routes {
 public:
  // Both must outlive the routes.
  Routes(const std::atomic<Readiness>& readiness, const base::Clock& clock)
      : readiness_(readiness), clock_(clock) {}

  // The reply, or nullopt for a path that is not ours: KMS owns every other.
  // Thread-safety: may be called from any thread.
  std::optional<http::HttpReply> answer(const http::HttpRequest& request) const;

 private:
  const std::atomic<Readiness>& readiness_;
  const base::Clock& clock_;
};

}  // namespace krm::admin
