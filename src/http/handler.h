// What a connection asks of whoever answers requests: a function from a request to an answer.
#pragma once

#include <functional>

#include "http/delivery.h"
#include "http/reply.h"
#include "http/request.h"

namespace krm::http {

struct Answer {
  HttpReply reply;
  Delivery delivery;
  // Called once, on the connection's thread, after the last byte or the fault. May be empty; must
  // not throw.
  std::function<void(const DeliveryReport&)> closed;
  Timing timing{};  // without a clock: real time, from when the answer is there
};

// Called from any thread, many at once. Must not throw.
using Handler = std::function<Answer(const HttpRequest&)>;

}  // namespace krm::http
