// The paths that belong to the mock and not to KMS: /__admin/... and the probes.
//
//   GET /livez    200 while the process can answer at all
//   GET /readyz   200 when requests are answered as the scenario says, else 503
//
// Errors are {"error": {"code", "message"}}.
#pragma once

#include <atomic>
#include <string>
#include <string_view>

namespace krm::admin {

enum class Readiness { starting, ready, stopping };

struct Request {
  std::string method;
  std::string path;  // decoded, without the query
};

struct Reply {
  int status = 200;
  std::string content_type = "application/json";
  std::string body{};
  std::string allow{};  // the Allow header of a 405
};

class Routes {
 public:
  // `readiness` must outlive the routes.
  explicit Routes(const std::atomic<Readiness>& readiness) : readiness_(&readiness) {}

  // Whether a request with this raw target is ours. KMS owns every other.
  static bool owns(std::string_view target);

  // Thread-safety: may be called from any thread.
  Reply answer(const Request& request) const;

 private:
  const std::atomic<Readiness>* readiness_;
};

}  // namespace krm::admin
