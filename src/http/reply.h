// One reply, as a value: what is said, not how it is delivered.
#pragma once

#include <string>
#include <string_view>

#include "http/header.h"

namespace krm::http {

struct HttpReply {
  int status = 200;
  Headers headers;  // complete and in wire order; nothing is added when it is written
  std::string body;

  bool operator==(const HttpReply&) const = default;
};

// The status line and the header fields, up to and with the empty line.
std::string encode_head(const HttpReply& reply);

// The registered phrase ("Not Found"), or an empty text for a status without one.
std::string_view reason_phrase(int status);

}  // namespace krm::http
