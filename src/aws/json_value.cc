#include "aws/json_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/base64.h"

namespace krm::aws {
namespace {

using Kind = JsonValue::Kind;

tl::unexpected<Error> serialization(std::optional<std::string> text, std::string why = {}) {
  return tl::unexpected(
      Error(error_named("SerializationException"), std::move(text), std::move(why)));
}

// Returns the front end's words for a value that is not of the scalar type it should be.
tl::unexpected<Error> cannot_convert(const JsonValue& value, std::string_view to) {
  switch (value.kind) {
    case Kind::list:
      return serialization("Start of list found where not expected");
    case Kind::structure:
      return serialization("Start of structure or map found where not expected.");
    case Kind::boolean:
      return serialization(
          fmt::format("{}_VALUE can not be converted to {}", value.truth ? "TRUE" : "FALSE", to));
    case Kind::string:
      return serialization(fmt::format("STRING_VALUE can not be converted to {}", to));
    default:
      return serialization(fmt::format("NUMBER_VALUE can not be converted to {}", to));
  }
}

}  // namespace

tl::expected<std::int32_t, Error> JsonValue::integer() const {
  if (kind != Kind::number) return cannot_convert(*this, "an Integer");
  constexpr double low = std::numeric_limits<std::int32_t>::min();
  constexpr double high = std::numeric_limits<std::int32_t>::max();
  return static_cast<std::int32_t>(std::clamp(std::trunc(number), low, high));
}

tl::expected<std::string, Error> JsonValue::string() const {
  if (kind != Kind::string) return cannot_convert(*this, "a String");
  return text;
}

tl::expected<Blob, Error> JsonValue::blob() const {
  if (kind != Kind::string) return cannot_convert(*this, "a Blob");
  auto bytes = base::from_base64(text);
  if (!bytes) return serialization({}, "a blob is not standard base64 with padding");
  return *std::move(bytes);
}

tl::expected<std::span<const JsonValue>, Error> JsonValue::structure() const {
  if (kind == Kind::list) return serialization("Start of list found where not expected");
  if (kind != Kind::structure) return serialization("Expected null");
  return members;
}

}  // namespace krm::aws
