// The paths for probes and scrapers. They ask for no token and no Host, and take GET and HEAD only.
//
//   GET /livez                200 while the process can answer at all
//   GET /readyz               200 when requests are answered as the scenario says, else 503; it
//   names
//                             the scenario, and says what went wrong beside it
//   GET /metrics              figures for Prometheus
//   GET /_localstack/health   what tools that wait for LocalStack ask
#pragma once

#include <span>
#include <string_view>

#include "admin/control.h"
#include "admin/reply.h"

namespace krm::admin {

struct Probe {
  std::string_view path;
  std::string_view summary;
  Reply (*answer)(const Control&);
  std::string_view type = "application/json";
  bool may_be_503 = false;
};

std::span<const Probe> probes();

}  // namespace krm::admin
