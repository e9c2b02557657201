// The access log: a line for each delivery. It names what was asked and what came of it, and holds
// neither random bytes nor the query, where signatures and session tokens may stand.
#pragma once

#include <functional>

#include "base/log.h"
#include "http/delivery.h"
#include "http/request.h"
#include "mock/case.h"

namespace krm::mock {

// To be called once the delivery has ended; what it is given may be gone by then. `log` must
// outlive it.
std::function<void(const http::DeliveryReport&)> access_line(const http::HttpRequest& request,
                                                             const Case& one, const base::Log& log);

}  // namespace krm::mock
