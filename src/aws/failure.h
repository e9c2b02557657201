// What a request can end in short of success: an error of the catalogue, or one of the few replies
// that the dispatcher gives before it knows that the client speaks awsJson1.1.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "aws/error.h"

namespace krm::aws {

// Not JSON errors: an entry of dispatch's own table.
struct DispatcherEntry {
  std::string_view name;  // for logs
  int status;
  std::string_view content_type;  // empty: no Content-Type header
  std::string_view body;
};

struct DispatcherReply {
  const DispatcherEntry* entry;
  std::string why;  // for the log: what the client did
};

using Failure = std::variant<Error, DispatcherReply>;

// The name that logs know a failure by.
std::string_view name_of(const Failure& failure);

// What the client did, in plain words, where the reply does not say; else empty.
const std::string& why_of(const Failure& failure);

}  // namespace krm::aws
