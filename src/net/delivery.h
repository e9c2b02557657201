// Sends a reply on a wire in the way that a Delivery asks, faults included.
//
// Thread-safety: as Wire's.
#pragma once

#include "http/delivery.h"
#include "http/reply.h"
#include "net/wire.h"

namespace krm::net {

// Sends `reply` as `delivery` says, with delays and stalls counted by `timing`. Returns how that
// ended. When the server stops, a delay or a drip sends the rest at once, and a stall ends the
// connection with FIN.
//
// The connection can take another request only if the report says `complete`. Otherwise only
// closing it is left to do. For a cut, closing is how the cut takes effect.
Task<http::DeliveryReport> deliver(Wire& wire, const http::HttpReply& reply,
                                   const http::Delivery& delivery, const http::Timing& timing);

}  // namespace krm::net
