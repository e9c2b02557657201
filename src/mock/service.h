// The mock as a connection sees it: handle(), what the log says of a request, and the last defence
// against our own mistakes.
#pragma once

#include "base/log.h"
#include "http/handler.h"
#include "mock/handle.h"

namespace krm::mock {

// Returns a thread-safe handler for KMS traffic. Where a reply does not tell the client what was
// wrong, a line of the log does. With `access_log` every request has such a line (mock/access_log).
//
// An exception from a stage is a mistake of ours. It is logged as "bug: ..." and answered with
// InternalFailure. Everything that `world` refers to must outlive the handler.
http::Handler make_service(World world, bool access_log);

}  // namespace krm::mock
