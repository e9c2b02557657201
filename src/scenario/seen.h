// A Seen is what rules see of a request: itself, its outcome, and what was learned on the way.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "http/request.h"
#include "kms/model.h"
#include "scenario/notation.h"

namespace krm::scenario {

// The operation that is meant where a rule names none.
inline constexpr std::string_view what_rules_mean = "GenerateRandom";

struct Seen {
  const http::HttpRequest& request;
  const kms::Outcome& outcome;
  // What is asked for, as far as it could be read. The service may refuse its values. Nothing where
  // another server is asked.
  const std::optional<kms::Asked>& asked;
  std::string_view access_key_id;  // empty where the request names none
  std::string_view region;         // the same
  std::int64_t call = 0;           // of the tenant's logical calls, from 0
  std::int64_t attempt = 1;        // of that call, from 1
  // The request names an operation that is not answered here, so another server is to be asked.
  bool is_foreign = false;

  // Returns the operation that the request names, or nothing.
  std::optional<std::string_view> operation() const;
  // Returns whether rules without an operation mean it: GenerateRandom, or no operation.
  bool is_usual() const;
};

}  // namespace krm::scenario
