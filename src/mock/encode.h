// The stage `encode`: from a Plan and the bytes drawn for it to the reply that is sent.
#pragma once

#include "aws/envelope.h"
#include "http/reply.h"
#include "http/request.h"
#include "mock/draw.h"
#include "scenario/plan.h"

namespace krm::mock {

http::HttpReply encode(const scenario::Plan& plan, const Drawn& drawn,
                       const aws::Envelope& envelope, const http::HttpRequest& request);

}  // namespace krm::mock
