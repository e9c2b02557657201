// Defines who answers requests: a function from a request to an answer. A connection needs to know
// no more than that. What the mock says of itself is answered by an OwnHandler.
//
// Thread-safety: many threads call a handler at once.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>

#include "base/event.h"
#include "http/delivery.h"
#include "http/reply.h"
#include "http/request.h"
#include "http/upstream.h"

namespace krm::http {

// Asks another server before there is a reply.
struct Errand {
  std::shared_ptr<const Upstream> to;
  // The request line and the header fields as they are sent, with the empty line at their end. The
  // body of the request follows it.
  std::string head;
  // Returns the reply for the client. It is made of what the other server said, or of one line that
  // says why there is nothing. Is called once, on the thread of the connection's loop, before
  // `closed`; not at all where the server has run out of memory. It must not throw or wait.
  std::function<HttpReply(tl::expected<HttpReply, std::string>)> finish;
};

struct Answer {
  HttpReply reply;
  Delivery delivery;
  // Is called once, on the thread of the connection's loop, after the last byte or the fault. It
  // may be empty. It must not throw.
  std::function<void(const DeliveryReport&)> closed;
  Timing timing{};  // without a clock: real time, from when the delivery begins
  // With one, `reply` is not there yet: `finish` returns it.
  std::optional<Errand> errand{};
};

// Returns the answer to a request. Many threads call it at once. It must not throw, and it must not
// wait: other connections share the thread. Only a request with a large body may take long.
using Handler = std::function<Answer(const HttpRequest&)>;

// A reply that takes long to make, or waits for something. It is looked for on another thread.
// While it waits it holds a connection and nothing else.
struct Inquiry {
  enum class Last { no, timeout, stopping };
  // Returns the reply, or nothing if it has to wait. REQUIRES: it has a reply unless `last` is no.
  // It must not throw.
  std::function<std::optional<HttpReply>(Last last)> look;
  // Returns what is raised when it is time to look again. It is asked for before each look. Empty:
  // there is nothing to wait for.
  std::function<std::shared_ptr<const base::Event>()> changed{};
  Duration time{0};  // it waits no longer
};

// Returns nothing when the request's path is none of the mock's own. The rest is as for a Handler.
using OwnAnswer = std::variant<HttpReply, Inquiry>;
using OwnHandler = std::function<std::optional<OwnAnswer>(const HttpRequest&)>;

}  // namespace krm::http
