// The body of an awsJson1.1 request: JSON syntax, and members taken out with the type that the
// model gives them. Nobody else looks at JSON that came from a client.
//
// Nothing here throws. A value of another type than the model's is a SerializationException in the
// words of the front end (REAL-OTHER: athena-local, 2026; for blobs a GUESS by analogy).
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
  std::string name{};  // as a member of a structure
  Kind kind = Kind::null;
  bool truth = false;
  double number = 0;
  std::string text{};
  // Of a structure, in the order of the document, without those that are null: to AWS they are
  // absent (REAL-OTHER: athena-local; SMITHY). The elements of a list are not kept.
  std::vector<JsonValue> members{};

  // Fractions are truncated towards zero and what does not fit saturates (REAL-OTHER: athena-local,
  // kinesalite suite).
  tl::expected<std::int32_t, Error> integer() const;

  tl::expected<std::string, Error> string() const;

  // Standard base64 with padding. Anything else is a SerializationException without a text (REAL:
  // local-kms collection, 2019).
  tl::expected<Blob, Error> blob() const;

  // The members of a structure.
  tl::expected<std::span<const JsonValue>, Error> structure() const;
};

// Fails with a SerializationException without a text on anything that is not one JSON object or
// list: other values, an empty text, trailing commas, NaN, comments, NUL, invalid UTF-8, lone
// surrogates, more than 1,000 levels or 10,000 members (both are a GUESS).
tl::expected<JsonValue, Error> parse_json(std::string_view text);

}  // namespace krm::aws
