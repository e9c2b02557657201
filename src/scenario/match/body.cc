#include "scenario/match/body.h"

#include <algorithm>

#include "aws/json_value.h"

namespace krm::scenario::match {
namespace {

bool is_object(const std::string& body) {
  const auto json = aws::parse_json(body);
  return json && json->kind == aws::JsonValue::Kind::structure;
}

}  // namespace

BodyKind kind_of(const std::string& body) {
  if (body.empty()) return BodyKind::empty;
  return is_object(body) ? BodyKind::object : BodyKind::not_object;
}

bool Body::matches(const Seen& seen) const {
  const BodyKind kind = saw(seen);
  return std::ranges::any_of(is.values, [&](BodyKind wanted) {
    return wanted == kind || (wanted == BodyKind::nonempty && kind != BodyKind::empty);
  });
}

}  // namespace krm::scenario::match
