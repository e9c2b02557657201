// The mock as a connection sees it: handle(), the record of what happened, and the last line of
// defence against our own mistakes.
#pragma once

#include "base/log.h"
#include "http/handler.h"
#include "mock/handle.h"

namespace krm::mock {

// A handler for KMS traffic. Where a reply does not tell the client what was wrong, the log does;
// with `access_log` it also gets a line for every delivery. Neither holds random bytes.
//
// An exception from a stage is a mistake of ours: logged as "bug: ...", answered InternalFailure.
//
// Everything `world` refers to must outlive the handler.
http::Handler make_service(World world, bool access_log);

}  // namespace krm::mock
