// One reply, as a value. It says what is sent. A Delivery says how.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/header.h"

namespace krm::http {

struct HttpReply {
  int status = 200;
  Headers headers;  // complete and in wire order; nothing is added when the reply is written
  std::string body;
  std::optional<std::string> reason{};  // the status line ends with it; absent: the registered one

  bool operator==(const HttpReply&) const = default;
};

// Returns the status line and the header fields, with the empty line at their end.
std::string encode_head(const HttpReply& reply);

// Returns the registered phrase ("Not Found"), or an empty text for a status without one.
std::string_view reason_phrase(int status);

}  // namespace krm::http
