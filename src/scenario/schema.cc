#include "scenario/schema.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "scenario/scenario.h"

namespace krm::scenario {
namespace {

using Json = nlohmann::ordered_json;

Json schema_of(const Shape& shape);

Json number(double value) {
  if (value == std::floor(value)) return static_cast<std::int64_t>(value);
  return value;
}

void bound(Json& json, const Shape& shape, const char* least, const char* most) {
  if (shape.least) json[least] = number(*shape.least);
  if (shape.most) json[most] = number(*shape.most);
}

Json mapping(const Shape& shape) {
  Json json = {{"type", "object"}};
  if (shape.members.empty() && !shape.inner.empty()) {
    if (!shape.pattern.empty()) json["propertyNames"] = {{"pattern", shape.pattern}};
    json["additionalProperties"] = schema_of(shape.inner.front());
    json["minProperties"] = 1;
    return json;
  }
  Json properties = Json::object();
  Json required = Json::array();
  for (const Shape& member : shape.members) {
    Json property = {{"description", member.help}};
    property.update(schema_of(member));
    properties[member.key] = std::move(property);
    if (member.required) required.push_back(member.key);
  }
  json["properties"] = std::move(properties);
  json["additionalProperties"] = false;
  if (!required.empty()) json["required"] = std::move(required);
  if (shape.at_least_one) json["minProperties"] = 1;
  if (shape.one_key) json["minProperties"] = json["maxProperties"] = 1;
  return json;
}

Json schema_of(const Shape& shape) {
  switch (shape.kind) {
    case Shape::Kind::null:
      return {{"type", "null"}};
    case Shape::Kind::boolean:
      return {{"type", "boolean"}};
    case Shape::Kind::integer:
    case Shape::Kind::number: {
      Json json = {{"type", shape.kind == Shape::Kind::integer ? "integer" : "number"}};
      bound(json, shape, "minimum", "maximum");
      return json;
    }
    case Shape::Kind::text: {
      if (!shape.words.empty()) return {{"enum", shape.words}};
      Json json = {{"type", "string"}};
      if (!shape.pattern.empty()) json["pattern"] = shape.pattern;
      return json;
    }
    case Shape::Kind::list: {
      Json json = {{"type", "array"}, {"items", schema_of(shape.inner.front())}, {"minItems", 1}};
      bound(json, shape, "minItems", "maxItems");
      return json;
    }
    case Shape::Kind::mapping:
      return mapping(shape);
    case Shape::Kind::any_of: {
      Json any = Json::array();
      for (const Shape& one : shape.inner) any.push_back(schema_of(one));
      return {{"anyOf", std::move(any)}};
    }
    case Shape::Kind::reference:
      return {{"$ref", "#/$defs/" + shape.what}};
  }
  return true;
}

}  // namespace

std::string json_schema() {
  Json json = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
               {"title", "A scenario of kms-random-mock"}};
  json.update(schema_of(Codec<Scenario>::shape({})));
  json["$defs"] = {{"when", schema_of(Codec<When>::definition())}};
  return json.dump(2) + '\n';
}

}  // namespace krm::scenario
