#include "admin/openapi.h"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "admin/probes.h"
#include "admin/resources.h"
#include "base/ascii.h"
#include "base/version.h"
#include "base/words.h"
#include "document/json.h"
#include "document/json_schema.h"
#include "scenario/schema.h"

namespace krm::admin {
namespace {

using document::Node;
using document::schema_of;
using document::text_node;

constexpr std::string_view schemas = "#/components/schemas/";

Node mapping(std::initializer_list<std::pair<std::string_view, Node>> members) {
  Node node{.kind = Node::Kind::mapping};
  for (const auto& [key, value] : members) node.add(std::string(key), value);
  return node;
}

Node list(std::vector<Node> items) { return {.kind = Node::Kind::list, .items = std::move(items)}; }

Node truth(bool value) { return Node::scalar(Node::Kind::boolean, value ? "true" : "false"); }

Node reference(std::string_view name) {
  return mapping({{"$ref", text_node(fmt::format("{}{}", schemas, name))}});
}

Node content(std::string_view type, Node schema) {
  return mapping({{type, mapping({{"schema", std::move(schema)}})}});
}

Node parameter_node(std::string_view name, std::string_view help, std::string_view place,
                    Node schema) {
  return mapping({{"name", text_node(name)},
                  {"in", text_node(place)},
                  {"description", text_node(help)},
                  {"required", truth(place == "path")},
                  {"schema", std::move(schema)}});
}

std::vector<Node> parameters_of(const Resource& resource, const Method& method) {
  std::vector<Node> all;
  if (resource.path.ends_with("{id}")) {
    all.push_back(
        parameter_node("id", "which one", "path", mapping({{"type", text_node("string")}})));
  }
  for (const std::string_view name : method.query) {
    const Parameter& one = parameter(name);
    all.push_back(parameter_node(one.name, one.help, "query", schema_of(one.shape(), schemas)));
  }
  return all;
}

Node body_of(const Method& method) {
  const Node schema = schema_of(method.body_shape(), schemas);
  Node types{.kind = Node::Kind::mapping};
  for (const std::string_view type : {"application/json", "application/yaml"}) {
    types.add(std::string(type), mapping({{"schema", schema}}));
  }
  if (method.body == BodyKind::or_message) {
    types.add("message/http", mapping({{"schema", mapping({{"type", text_node("string")}})}}));
  }
  return mapping({{"required", truth(!method.body_may_be_absent)}, {"content", std::move(types)}});
}

Node outcome_node(const Outcome& outcome) {
  Node node = mapping({{"description", text_node(outcome.description)}});
  if (!outcome.header.empty()) {
    const Node text = mapping({{"schema", mapping({{"type", text_node("string")}})}});
    node.add("headers", mapping({{outcome.header, text}}));
  }
  if (outcome.shape != nullptr) {
    Node types = content("application/json", schema_of(outcome.shape(), schemas));
    if (!outcome.other_type.empty()) {
      types.add(std::string(outcome.other_type), mapping({{"schema", mapping({})}}));
    }
    node.add("content", std::move(types));
  } else if (outcome.status >= 400) {
    node.add("content", content("application/json", reference("Error")));
  }
  return node;
}

// What any request may get, before its resource is asked.
std::vector<Outcome> refusals(const Method& method) {
  std::vector<Outcome> all{{400, "The query, the body or a header is wrong."},
                           {401, "The token is missing or wrong (--admin-token)."},
                           {403, "The Host or the Origin is foreign (--allow-host)."},
                           {414, "The target has more than 1024 bytes."},
                           {500, "A mistake of the server; its log says more."}};
  if (method.body != BodyKind::none) {
    all.push_back({413, "The body has more than 1 MiB."});
    all.push_back({415, "The body is of another media type."});
  }
  return all;
}

Node operation(const Resource& resource, const Method& method) {
  std::map<int, Node> answers;
  for (const Outcome& one : refusals(method)) answers.emplace(one.status, outcome_node(one));
  for (const Outcome& one : method.outcomes) {
    answers.insert_or_assign(one.status, outcome_node(one));
  }
  Node responses{.kind = Node::Kind::mapping};
  for (auto& [status, answer] : answers) responses.add(std::to_string(status), std::move(answer));
  Node node = mapping({{"summary", text_node(method.summary)}});
  if (auto parameters = parameters_of(resource, method); !parameters.empty()) {
    node.add("parameters", list(std::move(parameters)));
  }
  if (method.body != BodyKind::none) node.add("requestBody", body_of(method));
  node.add("responses", std::move(responses));
  return node;
}

Node probe_operation(const Probe& probe) {
  const std::string_view type = probe.type.substr(0, probe.type.find(';'));
  const Node answer =
      mapping({{"description", text_node(probe.summary)}, {"content", content(type, mapping({}))}});
  Node responses = mapping({{"200", answer}});
  if (probe.may_be_503) responses.add("503", answer);
  responses.add("414", outcome_node({414, "The target has more than 1024 bytes."}));
  return mapping({{"summary", text_node(probe.summary)}, {"responses", std::move(responses)}});
}

Node error_schema() {
  const Node text = mapping({{"type", text_node("string")}});
  const Node number = mapping({{"type", text_node("integer")}});
  const Node mistake =
      mapping({{"type", text_node("object")},
               {"required", list({text_node("line"), text_node("column"), text_node("message")})},
               {"properties",
                mapping({{"line", number},
                         {"column", number},
                         {"message", text},
                         {"did_you_mean",
                          mapping({{"type", list({text_node("string"), text_node("null")})}})}})}});
  const Node inner = mapping(
      {{"type", text_node("object")},
       {"required", list({text_node("code"), text_node("message")})},
       {"properties",
        mapping({{"code", text},
                 {"message", text},
                 {"mistakes", mapping({{"type", text_node("array")}, {"items", mistake}})}})}});
  return mapping({{"type", text_node("object")},
                  {"required", list({text_node("error")})},
                  {"properties", mapping({{"error", inner}})}});
}

}  // namespace

std::string openapi_document() {
  Node paths{.kind = Node::Kind::mapping};
  for (const Resource& resource : resources()) {
    Node methods{.kind = Node::Kind::mapping};
    for (const Method& method : resource.methods) {
      methods.add(base::lower_case(method.name), operation(resource, method));
    }
    paths.add(std::string(admin_root) + std::string(resource.path), std::move(methods));
  }
  for (const Probe& probe : probes()) {
    paths.add(std::string(probe.path), mapping({{"get", probe_operation(probe)}}));
  }
  return to_json(mapping(
      {{"openapi", text_node("3.1.0")},
       {"info", mapping({{"title", text_node("The admin API of kms-random-mock")},
                         {"version", text_node(base::version)},
                         {"description", text_node("What clients did, why the server answered as "
                                                   "it did, and how to steer it.")}})},
       {"paths", std::move(paths)},
       {"components",
        mapping({{"schemas", mapping({{"Error", error_schema()},
                                      {"Scenario", scenario::schema_of_scenarios(schemas)},
                                      {"when", scenario::schema_of_conditions(schemas)}})}})}}));
}

}  // namespace krm::admin
