// Turns bytes into one whole HTTP/1.x reply of another server, without a socket or a clock. It is
// as strict as Framing. It skips replies with 1xx. A reply to HEAD, and one with 204 or 304, has no
// body. A reply is given as a proxy passes it on: hop-by-hop fields are dropped. Where the body had
// no declared length, a Content-Length is the last field.
//
//   (feed next+)* end? next     call only can_go_on() after a Refusal or a reply
//
// It keeps its place between calls. A reply costs time in proportion to its bytes, whatever pieces
// they arrive in.
//
// Thread-safety: none. It belongs to one request.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "http/reply.h"
#include "net/framing_limits.h"

namespace krm::net {

// For replies.
inline constexpr FramingLimits reply_limits{.head = std::size_t{64} << 10,
                                            .body = std::size_t{16} << 20,
                                            .chunked_wire = std::size_t{32} << 20};

// Says that the connection has ended too early.
inline constexpr std::string_view hung_up = "it hung up before its reply was whole";

class ReplyFraming {
 public:
  struct NeedMore {};
  struct Refusal {
    std::string why;  // "its reply is larger than 16 MiB"
  };
  using Step = std::variant<NeedMore, http::HttpReply, Refusal>;

  // `to_head`: the request was a HEAD.
  explicit ReplyFraming(bool to_head, const FramingLimits& limits = reply_limits);
  ~ReplyFraming();

  // Takes the next bytes.
  void feed(std::string_view bytes);
  // Takes the end of the connection. It ends a body without a length.
  void end() { ended_ = true; }

  Step next();

  // Returns whether the connection can take another request: next() has returned a reply, nothing
  // is left behind it, and the other side does not close.
  bool can_go_on() const { return can_go_on_ && begin_ == buffer_.size(); }

 private:
  class Parser;

  std::string_view rest() const { return std::string_view(buffer_).substr(begin_); }
  Refusal refusal() const;

  const bool to_head_;
  const FramingLimits limits_;
  std::string buffer_;
  std::size_t begin_ = 0;  // what stands before is parsed
  std::unique_ptr<Parser> parser_;
  bool ended_ = false;
  bool can_go_on_ = false;
};

}  // namespace krm::net
