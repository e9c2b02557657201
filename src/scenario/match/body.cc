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

bool Body::matches(const Seen& seen) const {
  const std::string& body = seen.request.body;
  return std::ranges::any_of(is.values, [&](BodyKind kind) {
    switch (kind) {
      case BodyKind::empty:
        return body.empty();
      case BodyKind::nonempty:
        return !body.empty();
      case BodyKind::object:
        return is_object(body);
      case BodyKind::not_object:
        return !body.empty() && !is_object(body);
    }
    return false;
  });
}

}  // namespace krm::scenario::match
