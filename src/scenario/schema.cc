#include "scenario/schema.h"

#include "document/json.h"
#include "document/json_schema.h"
#include "scenario/scenario.h"

namespace krm::scenario {

Node schema_of_scenarios(std::string_view references) {
  return document::schema_of(Codec<Scenario>::shape({}), references);
}

Node schema_of_conditions(std::string_view references) {
  return document::schema_of(Codec<When>::definition(), references);
}

std::string json_schema() {
  Node schema{.kind = Node::Kind::mapping};
  schema.add("$schema", document::text_node("https://json-schema.org/draft/2020-12/schema"));
  schema.add("title", document::text_node("A scenario of kms-random-mock"));
  constexpr std::string_view here = "#/$defs/";
  for (auto& [key, mark, value] : schema_of_scenarios(here).members) {
    schema.add(key, std::move(value.front()));
  }
  Node definitions{.kind = Node::Kind::mapping};
  definitions.add("when", schema_of_conditions(here));
  schema.add("$defs", std::move(definitions));
  return to_json(schema);
}

}  // namespace krm::scenario
