// What a request can end in when it does not succeed.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "aws/error.h"

namespace krm::aws {

// What the dispatcher answers before it knows that the client speaks awsJson1.1. It is no JSON
// error, but an entry of dispatch's own table.
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

// A CORS preflight: a browser asks whether it may call at all.
struct Preflight {};

using Failure = std::variant<Error, DispatcherReply, Preflight>;

// Returns the name of the failure in logs.
std::string_view name_of(const Failure& failure);

// Returns what the client did, in plain words, when the reply does not say; else an empty text.
std::string_view why_of(const Failure& failure);

}  // namespace krm::aws
