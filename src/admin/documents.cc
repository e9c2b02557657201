// What describes the API: the index, the schema of scenarios, the OpenAPI document.
#include "admin/openapi.h"
#include "admin/resources.h"
#include "base/version.h"
#include "scenario/schema.h"

namespace krm::admin {
namespace {

struct ResourceView {
  static constexpr std::string_view name = "Resource";
  static void members(auto& member) {
    member("path", &ResourceView::path, "where it is");
    member("methods", &ResourceView::methods, "what can be done");
    member("summary", &ResourceView::summary, "what the first of them does");
  }
  std::string path{};
  std::vector<std::string> methods{};
  std::string summary{};
};

struct Index {
  static constexpr std::string_view name = "Index";
  static void members(auto& member) {
    member("version", &Index::version, "of the server");
    member("resources", &Index::resources, "all there are");
  }
  std::string version{};
  std::vector<ResourceView> resources{};
};

std::optional<Reply> show_index(const Control&, const Ask&) {
  Index index{.version = std::string(base::version)};
  for (const Resource& resource : resources()) {
    ResourceView view{std::string(admin_root) + std::string(resource.path)};
    for (const Method& method : resource.methods) view.methods.emplace_back(method.name);
    view.summary = resource.methods.front().summary;
    index.resources.push_back(std::move(view));
  }
  return json(index);
}

std::optional<Reply> show_schema(const Control&, const Ask&) {
  return Reply{200, scenario::json_schema(), "application/schema+json"};
}

std::optional<Reply> show_openapi(const Control&, const Ask&) {
  return Reply{200, openapi_document()};
}

document::Shape anything() { return {.kind = document::Shape::Kind::anything}; }

Resource document_at(std::string_view path, std::string_view summary, Outcome outcome,
                     std::optional<Reply> (*answer)(const Control&, const Ask&)) {
  return {path, {{.name = "GET", .summary = summary, .outcomes = {outcome}, .answer = answer}}};
}

}  // namespace

Resource index() {
  return document_at("", "Lists what there is.", {200, "The resources.", document::shape_of<Index>},
                     show_index);
}

Resource schema() {
  return document_at("/schema", "Shows the JSON Schema of scenarios.",
                     {200, "The schema.", anything, "application/schema+json"}, show_schema);
}

Resource openapi() {
  return document_at("/openapi.json", "Shows this document.", {200, "The document.", anything},
                     show_openapi);
}

}  // namespace krm::admin
