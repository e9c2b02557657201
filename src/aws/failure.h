// What a request can end in short of success.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "aws/error.h"

namespace krm::aws {

// What the dispatcher says before it knows that the client speaks awsJson1.1: no JSON error, but an
// entry of dispatch's own table.
struct DispatcherEntry {
  std::string_view name;
  int status;
  std::string_view content_type;  // empty: no Content-Type header
  std::string_view body;
};

struct DispatcherReply {
  const DispatcherEntry* entry;
  std::string why;  // for the log: what the client did
};

// A browser asks whether it may call at all.
struct Preflight {};

using Failure = std::variant<Error, DispatcherReply, Preflight>;

// The name that logs know a failure by.
std::string_view name_of(const Failure& failure);

// What the client did, in plain words, where the reply does not say; else empty.
std::string_view why_of(const Failure& failure);

}  // namespace krm::aws
