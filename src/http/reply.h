// One reply, as a value. It says what is sent. A Delivery says how.
#pragma once

#include <string>
#include <string_view>

#include "http/header.h"

namespace krm::http {

struct HttpReply {
  int status = 200;
  Headers headers;  // complete and in wire order; nothing is added when the reply is written
  std::string body;

  bool operator==(const HttpReply&) const = default;
};

// Returns the status line and the header fields, with the empty line at their end.
std::string encode_head(const HttpReply& reply);

// Returns the registered phrase ("Not Found"), or an empty text for a status without one.
std::string_view reason_phrase(int status);

}  // namespace krm::http
