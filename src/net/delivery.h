// Carries a Delivery out on a wire.
#pragma once

#include "http/delivery.h"
#include "http/reply.h"
#include "net/wire.h"

namespace krm::net {

// Sends `reply` as `delivery` says, in the time of `timing`. When the server stops, a delay or a
// drip sends what is left at once and a stall ends the connection with FIN. The connection can be
// used for another request only if the report says `complete`; otherwise only closing it is left to
// do, and for a cut that is how the cut takes effect.
http::DeliveryReport deliver(Wire& wire, const http::HttpReply& reply,
                             const http::Delivery& delivery, const http::Timing& timing);

}  // namespace krm::net
