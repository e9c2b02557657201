// That the JSON Schema has everything in it; that it accepts and refuses what it should is shown
// with a validator, by a script.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/scenario.h"
#include "scenario/schema.h"
#include "tests/support/places.h"

namespace krm::scenario {
namespace {

using Json = nlohmann::json;

Json schema() { return Json::parse(json_schema()); }

template <typename Family, typename... Ts>
std::vector<std::string_view> names(const OneOf<Family, Ts...>*) {
  return {Ts::name...};
}
template <typename Family, typename... Ts>
std::vector<std::string_view> names(const Tagged<Family, Ts...>*) {
  return {Ts::name...};
}
template <typename... Ts>
std::vector<std::string_view> names(const document::AllOf<Ts...>*) {
  return {Ts::name...};
}
template <typename T>
std::vector<std::string_view> names_of_alternatives() {
  return names(static_cast<const T*>(nullptr));
}

// Every object of the schema.
void visit(const Json& json, const std::function<void(const Json&)>& see) {
  if (json.is_object()) see(json);
  if (json.is_structured()) {
    for (const Json& inner : json) visit(inner, see);
  }
}

// Whether somewhere a key of that name may stand.
bool has_property(const Json& json, std::string_view name) {
  bool found = false;
  visit(json, [&](const Json& object) {
    const auto properties = object.find("properties");
    found = found || (properties != object.end() && properties->is_object() &&
                      properties->contains(std::string(name)));
  });
  return found;
}

bool has_word(const Json& json, std::string_view word) {
  bool found = false;
  visit(json, [&](const Json& object) {
    const auto words = object.find("enum");
    found = found || (words != object.end() && words->is_array() &&
                      std::ranges::find(*words, Json(std::string(word))) != words->end());
  });
  return found;
}

TEST(Schema, IsJsonOfTheDraftThatItNames) {
  ASSERT_TRUE(Json::accept(json_schema()));
  const Json json = schema();
  EXPECT_EQ(json["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(json["type"], "object");
  EXPECT_EQ(json["required"], Json({"version"}));
  EXPECT_EQ(json["additionalProperties"], false);
  EXPECT_TRUE(json["$defs"]["when"].is_object());
  EXPECT_EQ(json_schema().back(), '\n');
}

TEST(Schema, HasEveryKeyOfTheFile) {
  std::vector<std::string_view> keys;
  document::each_field<Scenario>([&](const auto& field) { keys.push_back(field.key); });
  const Json json = schema();
  EXPECT_EQ(json["properties"].size(), keys.size());
  for (const std::string_view key : keys) {
    EXPECT_TRUE(json["properties"].contains(std::string(key))) << key;
    EXPECT_FALSE(json["properties"][std::string(key)].value("description", "").empty()) << key;
  }
}

TEST(Schema, HasEveryFaultMatcherAndSource) {
  const Json json = schema();
  const Json& faults = json["properties"]["rules"]["items"]["properties"]["do"]["items"];
  for (const auto name : names_of_alternatives<Fault>()) {
    EXPECT_TRUE(has_property(faults, name)) << name;
  }
  for (const auto name : names_of_alternatives<fault::Damage>()) {
    EXPECT_TRUE(has_property(faults, name)) << name;
  }
  for (const auto name : names_of_alternatives<Matchers>()) {
    EXPECT_TRUE(json["$defs"]["when"]["properties"].contains(std::string(name))) << name;
  }
  for (const auto name : names_of_alternatives<AnySource>()) {
    EXPECT_TRUE(has_word(json["properties"]["entropy"], name)) << name;
    EXPECT_TRUE(has_word(faults, name)) << name;
  }
  for (const aws::ErrorEntry& entry : aws::error_catalogue) {
    EXPECT_TRUE(has_word(faults, entry.name)) << entry.name;
    EXPECT_TRUE(has_word(json["$defs"]["when"], entry.name)) << entry.name;
  }
}

// An editor then marks every key that is not known, wherever it stands.
TEST(Schema, LeavesNoMappingOpen) {
  visit(schema(), [](const Json& object) {
    if (object.value("type", Json()) == "object") {
      EXPECT_TRUE(object.contains("additionalProperties")) << object;
    }
  });
}

TEST(Schema, RefersToNothingThatIsNotThere) {
  const Json json = schema();
  int references = 0;
  visit(json, [&](const Json& object) {
    const auto reference = object.find("$ref");
    if (reference == object.end() || !reference->is_string()) return;
    ++references;
    EXPECT_TRUE(json.contains(Json::json_pointer(reference->get<std::string>().substr(1))))
        << *reference;
  });
  EXPECT_GE(references, 3);  // the condition of a rule, any and not
}

TEST(Schema, IsTheOneThatLiesBesideTheScenarios) {
  std::ifstream file(std::string(test::source_directory) + "/scenarios/scenario.schema.json",
                     std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_TRUE(text == json_schema())
      << "make it anew: kms-random-mock schema > scenarios/scenario.schema.json";
}

}  // namespace
}  // namespace krm::scenario
