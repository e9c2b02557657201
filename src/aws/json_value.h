// The body of an awsJson1.1 request. It parses JSON, and returns members with the type that the
// model gives them. No other code looks at JSON that came from a client.
//
// Nothing here throws. A value of another type than the model's fails with SerializationException
// in the words of the front end (REAL-OTHER: athena-local, 2026; for blobs a GUESS by analogy).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "aws/error.h"
#include "base/bytes.h"

namespace krm::aws {

using Blob = base::Bytes;

struct JsonValue {
  enum class Kind { null, boolean, number, string, list, structure };
  std::string name{};  // when it is a member of a structure
  Kind kind = Kind::null;
  bool truth = false;
  double number = 0;
  std::string text{};
  // The members of a structure, in the order of the document. Those that are null are left out: to
  // AWS they are absent (REAL-OTHER: athena-local; SMITHY). The elements of a list are not kept.
  std::vector<JsonValue> members{};

  // Returns the number. Truncates fractions towards zero, and saturates what does not fit
  // (REAL-OTHER: athena-local, kinesalite suite).
  tl::expected<std::int32_t, Error> integer() const;

  tl::expected<std::string, Error> string() const;

  // Returns the bytes of standard base64 with padding. Fails on any other text with a
  // SerializationException without a text (REAL: local-kms collection, 2019).
  tl::expected<Blob, Error> blob() const;

  // Returns the members of a structure.
  tl::expected<std::span<const JsonValue>, Error> structure() const;
};

// Parses one JSON object or list. Fails on anything else with a SerializationException without a
// text. That is so for other values, an empty text, trailing commas, NaN, comments, NUL, invalid
// UTF-8 and lone surrogates. More than 1,000 levels or 10,000 members fail too (both limits are a
// GUESS).
tl::expected<JsonValue, Error> parse_json(std::string_view text);

}  // namespace krm::aws
