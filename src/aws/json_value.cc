#include "aws/json_value.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace krm::aws {
namespace {

using Kind = JsonValue::Kind;

tl::unexpected<Error> serialization(std::optional<std::string> text, std::string why = {}) {
  return tl::unexpected(
      Error(error_named("SerializationException"), std::move(text), std::move(why)));
}

// The front end's words for a value that is not of the scalar type it should be.
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
  if (text.empty()) return Blob{};
  Blob bytes(text.size());  // more than enough, and never nothing
  std::size_t size = 0;
  // Without a pointer for the end, sodium demands that the whole text is consumed.
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size,
                        nullptr, sodium_base64_VARIANT_ORIGINAL) != 0) {
    return serialization({}, "a blob is not standard base64 with padding");
  }
  bytes.resize(size);
  return bytes;
}

tl::expected<std::span<const JsonValue>, Error> JsonValue::structure() const {
  if (kind == Kind::list) return serialization("Start of list found where not expected");
  if (kind != Kind::structure) return serialization("Expected null");
  return members;
}

}  // namespace krm::aws
