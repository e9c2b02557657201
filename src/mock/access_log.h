// The access log: one line for each delivery, which names the request and its outcome. It holds no
// random bytes. It also leaves the query out, where signatures and session tokens may stand.
#pragma once

#include <functional>

#include "base/log.h"
#include "http/delivery.h"
#include "http/request.h"
#include "mock/case.h"

namespace krm::mock {

// Returns what writes the line. Call it once, when the delivery has ended. Request and case may be
// gone by then; `log` must outlive it.
std::function<void(const http::DeliveryReport&)> access_line(const http::HttpRequest& request,
                                                             const Case& one, const base::Log& log);

}  // namespace krm::mock
