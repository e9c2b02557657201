// Defines who answers requests: a function from a request to an answer. A connection needs to know
// no more than that.
//
// Thread-safety: many threads call a handler at once.
#pragma once

#include <functional>

#include "http/delivery.h"
#include "http/reply.h"
#include "http/request.h"

namespace krm::http {

struct Answer {
  HttpReply reply;
  Delivery delivery;
  // Is called once, on the thread of the connection's loop, after the last byte or the fault. It
  // may be empty. It must not throw.
  std::function<void(const DeliveryReport&)> closed;
  Timing timing{};  // without a clock: real time, from when the delivery begins
};

// Returns the answer to a request. Many threads call it at once. It must not throw, and it must not
// wait: other connections share the thread. Only a request with a large body may take long.
using Handler = std::function<Answer(const HttpRequest&)>;

}  // namespace krm::http
