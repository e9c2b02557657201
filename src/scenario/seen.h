// A Seen is what rules see of a request: itself, its outcome, and what was learned on the way.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "http/request.h"
#include "kms/model.h"
#include "scenario/notation.h"

namespace krm::scenario {

struct Seen {
  const http::HttpRequest& request;
  const kms::Outcome& outcome;
  // What is asked for, as far as it could be read. The service may refuse its values.
  const std::optional<kms::GenerateRandomRequest>& asked;
  std::string_view access_key_id;  // empty where the request names none
  std::string_view region;         // the same
  std::int64_t call = 0;           // of the tenant's logical calls, from 0
  std::int64_t attempt = 1;        // of that call, from 1
};

}  // namespace krm::scenario
