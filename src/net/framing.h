// Turns bytes into whole HTTP/1.x requests, without a socket or a clock. It uses Boost.Beast's
// message parser, which is strict where a message could be read as two. A few empty lines before a
// request are skipped. In addition it refuses folded fields, HTTP/1.1 without a Host, a second Host
// or Content-Length, any Transfer-Encoding but exactly `chunked`, and any Transfer-Encoding in
// HTTP/1.0.
//
//   (feed next+)*     call next until it returns NeedMore; call nothing after a Refusal
//
// It keeps its place between calls. A message costs time in proportion to its bytes, whatever
// pieces they arrive in.
//
// Thread-safety: none. It belongs to one connection.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "http/request.h"
#include "net/framing_limits.h"

namespace krm::net {

class Framing {
 public:
  struct NeedMore {};      // more bytes are needed
  struct SendContinue {};  // the client waits for "100 Continue" before it sends the body
  struct Refusal {         // answer with this status and close
    int status;
    std::string why;
    std::string target{};  // of the request, as far as it has come
  };
  using Step = std::variant<NeedMore, SendContinue, http::HttpRequest, Refusal>;

  explicit Framing(const FramingLimits& limits = {});
  ~Framing();

  // Takes the next bytes.
  void feed(std::string_view bytes);

  Step next();

  // Returns whether the bytes so far end inside a message.
  bool mid_message() const;

  // Returns whether bytes are left that next() has not looked at.
  bool has_more() const { return begin_ < buffer_.size(); }

 private:
  class Parser;

  std::string_view rest() const;
  void skip_empty_lines();

  std::string buffer_;     // takes no memory between messages
  std::size_t begin_ = 0;  // what stands before is parsed
  int skipped_ = 0;        // empty lines before the next request
  FramingLimits limits_;
  std::unique_ptr<Parser> parser_;  // of the current message; null between messages
};

}  // namespace krm::net
