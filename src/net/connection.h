// The life of one connection: requests in, answers out, in order, until one side has enough.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/log.h"
#include "http/handler.h"
#include "net/encryption.h"
#include "net/framing.h"
#include "net/live_connections.h"
#include "net/wire.h"

namespace krm::net {

// Real time, whatever a scenario's clock says.
struct ConnectionLimits {
  FramingLimits framing;
  // From the first byte of a TLS handshake to its last.
  std::chrono::milliseconds handshake{std::chrono::seconds(10)};
  // From the first byte of a request to its last; then 408 and close. For one that waits behind
  // others: from the end of the answer before it.
  std::chrono::milliseconds request{std::chrono::seconds(20)};
  // Between requests; longer than the pools of the SDKs keep a connection they do not use.
  std::chrono::milliseconds idle{std::chrono::minutes(6)};
  // For all of it, when the connection stands in the reserve.
  std::chrono::milliseconds reserve{std::chrono::seconds(1)};
};

// Who answers. All must outlive the connections and may be called from many threads at once.
struct Handlers {
  http::Handler kms;
  // The reply when the request's path is one of the mock's own; else nullopt, and it is for KMS.
  std::function<std::optional<http::HttpReply>(const http::HttpRequest&)> admin;
};

class Connection {
 public:
  // Everything referred to must outlive the connection.
  Connection(Wire& wire, Admission admission, const Encryption& encryption,
             const Handlers& handlers, const ConnectionLimits& limits, const base::Log& log)
      : wire_(wire),
        admission_(admission),
        encryption_(encryption),
        handlers_(handlers),
        limits_(limits),
        log_(log),
        framing_(limits.framing) {}

  // Returns when nothing but closing the wire is left to do.
  void serve();

  // The whole reply to what no handler is asked about: 400, 408, 413, 431, 503.
  static std::string refusal(int status, std::string_view text = {});

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  bool open();
  bool shake_hands();
  bool receive();
  bool answer(const http::HttpRequest& request);
  bool send(http::Answer answer, const http::HttpRequest& request);
  void refuse(int status, std::string_view why);
  std::chrono::milliseconds patience() const;
  bool mid_message() const { return in_record_ || wire_.mid_record() || framing_.mid_message(); }

  Wire& wire_;
  const Admission admission_;
  const Encryption& encryption_;
  const Handlers& handlers_;
  const ConnectionLimits& limits_;
  const base::Log& log_;
  Framing framing_;
  bool in_record_ = false;  // something came of TLS since the last message, and nothing of the next
  // When what is being waited for began: the request, or in the reserve the connection.
  SteadyTime began_ = std::chrono::steady_clock::now();
};

}  // namespace krm::net
