// The access log: one line for each request, written when its reply has been delivered. It says
// whose request it was and what became of it, and why where the reply does not tell the client. It
// holds no random bytes. It also leaves the query out, where signatures and session tokens may
// stand. docs/reference/logs.md has its fields, which are the same in text and JSON.
#pragma once

#include <functional>

#include "base/log.h"
#include "http/delivery.h"
#include "http/request.h"
#include "mock/case.h"

namespace krm::mock {

// Returns whether the reply leaves the client without a reason that the line has.
bool has_more_to_say(const Case& one);

// Returns what writes the line. Call it once, when the delivery has ended. Request and case may be
// gone by then; `log` must outlive it.
std::function<void(const http::DeliveryReport&)> access_line(const http::HttpRequest& request,
                                                             const Case& one, const base::Log& log);

}  // namespace krm::mock
