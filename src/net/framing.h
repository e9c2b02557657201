// From bytes to whole HTTP/1.x requests, as a value: no socket, no clock. Built on Boost.Beast's
// message parser, which is strict where a message could be read as two; on top of it are refused
// folded fields, HTTP/1.1 without a Host, a second Host, any Transfer-Encoding but exactly
// `chunked`, and any at all in HTTP/1.0.
//
//   (prepare commit next+)*     next until it says NeedMore; nothing after a Refusal
//
// Keeps its place between calls: a message costs time in proportion to its bytes, however they
// are cut up on arrival.
//
// Thread-safety: none; belongs to one connection.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "http/request.h"

namespace krm::net {

struct FramingLimits {
  std::size_t head = std::size_t{32} << 10;
  // Room for an attestation document of 262,144 bytes in base64.
  std::size_t body = std::size_t{1} << 20;
  // What a chunked body may take on the wire, with its framing, extensions and trailers.
  std::size_t chunked_wire = std::size_t{2} << 20;
};

class Framing {
 public:
  struct NeedMore {};      // feed it
  struct SendContinue {};  // the client waits for "100 Continue" before it sends the body
  struct Refusal {         // answer with this status and close
    int status;
    std::string why;
  };
  using Step = std::variant<NeedMore, SendContinue, http::HttpRequest, Refusal>;

  explicit Framing(const FramingLimits& limits = {});
  ~Framing();

  // Room for the next bytes, never empty; commit() says how many were put there.
  std::span<char> prepare();
  void commit(std::size_t size);

  Step next();

  // Whether the bytes so far end inside a message.
  bool mid_message() const;

 private:
  class Parser;

  std::string buffer_;  // [begin_, end_) is not parsed yet
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  FramingLimits limits_;
  std::unique_ptr<Parser> parser_;  // of the current message
};

}  // namespace krm::net
