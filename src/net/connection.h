// Serves one client connection: reads requests and sends the answers in order. It ends when either
// side is done. The listener runs one Connection for each accepted socket, as a coroutine.
//
// Thread-safety: none. It belongs to the thread of its loop. The pool runs what takes long, while
// the connection sleeps.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/log.h"
#include "http/handler.h"
#include "net/encryption.h"
#include "net/framing.h"
#include "net/live_connections.h"
#include "net/upstreams.h"
#include "net/wire.h"

namespace krm::net {

// Limits the phases of a connection, in real time. A scenario's clock does not change them.
struct ConnectionLimits {
  FramingLimits framing;
  // Covers a TLS handshake, from its first byte to its last.
  std::chrono::milliseconds handshake{std::chrono::seconds(10)};
  // Covers a request, from its first byte to its last. A request that takes longer gets 408, and
  // the connection closes. A pipelined request counts from the end of the previous answer.
  std::chrono::milliseconds request{std::chrono::seconds(20)};
  // Covers the time between requests. The pools of the SDKs keep an unused connection for less.
  std::chrono::milliseconds idle{std::chrono::minutes(6)};
  // Covers the whole connection when it is in the reserve.
  std::chrono::milliseconds reserve{250};
};

// Holds the functions that answer requests. They must outlive the connections. Many threads may
// call them at once.
struct Handlers {
  http::Handler kms;
  http::OwnHandler admin;  // is asked first
  // Returns the JSON to send to `target` with 413, or an empty text. It may be empty itself.
  std::function<std::string(std::string_view target)> too_large{};
  bool is_proxy = true;  // CONNECT gets a tunnel, if it may have one
};

class Connection {
 public:
  // All references must outlive the connection. `number` tells it from others.
  Connection(Wire& wire, std::uint64_t number, Admission admission, const Encryption& encryption,
             const Handlers& handlers, Upstreams& upstreams, const ConnectionLimits& limits,
             const base::Log& log)
      : wire_(wire),
        number_(number),
        admission_(admission),
        encryption_(encryption),
        handlers_(handlers),
        upstreams_(upstreams),
        limits_(limits),
        log_(log),
        framing_(limits.framing) {}

  // Serves requests, and returns when only closing the wire is left to do.
  Task<void> serve();

  // Returns the whole reply when no handler is asked: 400, 408, 413, 431, 503.
  static std::string refusal(int status, std::string_view text = {},
                             std::string_view type = "text/plain");

 private:
  Task<void> serve_requests();
  Task<bool> open();
  Task<bool> shake_hands();
  Task<bool> receive();
  Read::End take_in();
  Task<bool> take(const http::HttpRequest& request);
  Task<bool> answer(const http::HttpRequest& request);
  Task<bool> open_tunnel(const http::HttpRequest& request);
  Task<std::optional<http::HttpReply>> look_for(const http::Inquiry& inquiry);
  Task<bool> send(http::Answer& answer, const http::HttpRequest& request);
  Task<http::DeliveryReport> fetch_and_deliver(http::Answer& answer,
                                               const http::HttpRequest& request, bool keep);
  Task<void> refuse(int status, std::string_view why, std::string_view json = {});
  Task<void> refuse_tunnel(int status, std::string_view why);
  Loop::Time deadline() const;
  bool mid_message() const { return wire_.mid_record() || framing_.mid_message(); }

  Wire& wire_;
  const std::uint64_t number_;
  const Admission admission_;
  const Encryption& encryption_;
  const Handlers& handlers_;
  Upstreams& upstreams_;
  const ConnectionLimits& limits_;
  const base::Log& log_;
  Framing framing_;
  bool has_spoken_ = false;    // the client has sent something after the handshake
  bool has_left_ = false;      // it has left without a byte
  bool is_tunnelled_ = false;  // a CONNECT came before
  unsigned answered_ = 0;      // requests
  // When the current request began, or the one before ended. In the reserve it is when the
  // connection began.
  Loop::Time began_ = std::chrono::steady_clock::now();
};

}  // namespace krm::net
