#include "document/json_schema.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace krm::document {
namespace {

void add_bounds(Node& schema, const Shape& shape, const char* least, const char* most) {
  if (shape.least) schema.add(least, number_node(*shape.least));
  if (shape.most) schema.add(most, number_node(*shape.most));
}

Node truth_node(bool value) { return Node::scalar(Node::Kind::boolean, value ? "true" : "false"); }

Node list_of_texts(const std::vector<std::string>& texts) {
  Node list{.kind = Node::Kind::list};
  for (const std::string& text : texts) list.items.push_back(text_node(text));
  return list;
}

Node of_type(std::string_view type) {
  Node schema{.kind = Node::Kind::mapping};
  schema.add("type", text_node(type));
  return schema;
}

Node mapping(const Shape& shape, std::string_view references) {
  Node schema = of_type("object");
  if (shape.members.empty() && !shape.inner.empty()) {
    if (!shape.pattern.empty()) {
      Node names{.kind = Node::Kind::mapping};
      names.add("pattern", text_node(shape.pattern));
      schema.add("propertyNames", std::move(names));
    }
    schema.add("additionalProperties", schema_of(shape.inner.front(), references));
    schema.add("minProperties", number_node(shape.least.value_or(1)));
    return schema;
  }
  Node properties{.kind = Node::Kind::mapping};
  std::vector<std::string> required;
  for (const Shape& member : shape.members) {
    Node property{.kind = Node::Kind::mapping};
    property.add("description", text_node(member.help));
    for (auto& [key, mark, value] : schema_of(member, references).members) {
      property.add(key, std::move(value.front()));
    }
    properties.add(member.key, std::move(property));
    if (member.required) required.push_back(member.key);
  }
  schema.add("properties", std::move(properties));
  schema.add("additionalProperties", truth_node(false));
  if (!required.empty()) schema.add("required", list_of_texts(required));
  if (shape.at_least_one || shape.one_key) schema.add("minProperties", number_node(1));
  if (shape.one_key) schema.add("maxProperties", number_node(1));
  return schema;
}

}  // namespace

Node text_node(std::string_view text) { return Node::scalar(Node::Kind::text, std::string(text)); }

Node number_node(double number) {
  if (number != std::floor(number)) {
    return Node::scalar(Node::Kind::number, fmt::format("{}", number));
  }
  return Node::scalar(Node::Kind::integer, fmt::format("{}", static_cast<std::int64_t>(number)));
}

Node schema_of(const Shape& shape, std::string_view references) {
  switch (shape.kind) {
    case Shape::Kind::null:
      return of_type("null");
    case Shape::Kind::boolean: {
      Node schema = of_type("boolean");
      if (shape.words == std::vector<std::string>{"true"}) schema.add("const", truth_node(true));
      return schema;
    }
    case Shape::Kind::integer:
    case Shape::Kind::number: {
      Node schema = of_type(shape.kind == Shape::Kind::integer ? "integer" : "number");
      add_bounds(schema, shape, "minimum", "maximum");
      return schema;
    }
    case Shape::Kind::text: {
      if (!shape.words.empty()) {
        Node schema{.kind = Node::Kind::mapping};
        schema.add("enum", list_of_texts(shape.words));
        return schema;
      }
      Node schema = of_type("string");
      if (!shape.pattern.empty()) schema.add("pattern", text_node(shape.pattern));
      return schema;
    }
    case Shape::Kind::list: {
      Node schema = of_type("array");
      schema.add("items", schema_of(shape.inner.front(), references));
      schema.add("minItems", number_node(shape.least.value_or(1)));
      if (shape.most) schema.add("maxItems", number_node(*shape.most));
      return schema;
    }
    case Shape::Kind::mapping:
      return mapping(shape, references);
    case Shape::Kind::any_of: {
      Node any{.kind = Node::Kind::list};
      for (const Shape& one : shape.inner) any.items.push_back(schema_of(one, references));
      Node schema{.kind = Node::Kind::mapping};
      schema.add("anyOf", std::move(any));
      return schema;
    }
    case Shape::Kind::reference: {
      Node schema{.kind = Node::Kind::mapping};
      schema.add("$ref", text_node(fmt::format("{}{}", references, shape.what)));
      return schema;
    }
    case Shape::Kind::anything:
      break;
  }
  return {.kind = Node::Kind::mapping};
}

}  // namespace krm::document
