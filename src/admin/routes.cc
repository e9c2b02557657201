#include "admin/routes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/version.h"

namespace krm::admin {
namespace {

constexpr std::string_view admin_root = "/__admin";

Reply error(int status, std::string_view code, std::string_view message) {
  return {.status = status,
          .body = fmt::format(R"({{"error":{{"code":"{}","message":"{}"}}}})", code, message)};
}

Reply state(int status, std::string_view name) {
  return {.status = status,
          .body = fmt::format(R"({{"status":"{}","version":"{}"}})", name, base::version)};
}

Reply livez(Readiness) { return state(200, "live"); }

Reply readyz(Readiness readiness) {
  switch (readiness) {
    case Readiness::starting:
      return state(503, "starting");
    case Readiness::ready:
      return state(200, "ready");
    case Readiness::stopping:
      return state(503, "stopping");
  }
  return state(503, "starting");
}

struct Probe {
  std::string_view path;
  Reply (*answer)(Readiness);
};

constexpr std::array probes{Probe{"/livez", livez}, Probe{"/readyz", readyz}};

}  // namespace

bool Routes::owns(std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  if (path.starts_with(admin_root)) {
    return path.size() == admin_root.size() || path[admin_root.size()] == '/';
  }
  return std::ranges::find(probes, path, &Probe::path) != probes.end();
}

Reply Routes::answer(const Request& request) const {
  const auto* probe = std::ranges::find(probes, request.path, &Probe::path);
  if (probe == probes.end()) {
    return error(404, "NotFound", "There is no such resource.");
  }
  if (request.method != "GET" && request.method != "HEAD") {
    Reply reply = error(405, "MethodNotAllowed", "Probes take GET and HEAD only.");
    reply.allow = "GET, HEAD";
    return reply;
  }
  return probe->answer(readiness_->load(std::memory_order_acquire));
}

}  // namespace krm::admin
