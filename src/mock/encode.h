// The stage `encode`: from a plan and the bytes drawn for it to the reply that is sent.
#pragma once

#include "aws/envelope.h"
#include "http/reply.h"
#include "http/request.h"
#include "mock/case.h"
#include "scenario/plan.h"

namespace krm::mock {

// Fills the request id and the reply.
void encode(Case& one);

// Returns the reply that a plan asks for.
http::HttpReply reply_of(const scenario::Plan& plan, const Drawn& drawn,
                         const aws::Envelope& envelope, const http::HttpRequest& request);

// Sets and removes the fields that a plan names.
void edit_headers(http::Headers& headers, const scenario::Plan& plan, base::WallTime now);

}  // namespace krm::mock
