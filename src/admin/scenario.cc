// The scenario that a tenant runs, or all of them.
#include "scenario/scenario.h"

#include "admin/given_scenario.h"
#include "admin/resources.h"
#include "base/ascii.h"
#include "document/json.h"
#include "document/yaml.h"
#include "document/yaml_writer.h"
#include "http/header.h"
#include "scenario/bundled.h"

namespace krm::admin {
namespace {

struct TakenUp {
  static constexpr std::string_view name = "TakenUp";
  static void members(auto& member) {
    member("scenario", &TakenUp::scenario, "what runs now");
    member("warnings", &TakenUp::warnings, "what has no effect in it");
  }
  ScenarioView scenario{};
  std::vector<std::string> warnings{};
};

// A text alone is the name of a bundled scenario, or the text of one.
Loaded load_body(const std::string& body) {
  const auto node = document::parse_yaml(body);
  const bool is_text = node && node->kind == document::Node::Kind::text;
  return is_text ? load_given(GivenScenario{*node}) : load_given(body);
}

document::Shape shape_of_scenario() {
  return {.kind = document::Shape::Kind::reference, .what = "Scenario"};
}

document::Shape shape_of_given() {
  using Kind = document::Shape::Kind;
  const auto names = scenario::bundled_names();
  return {
      .kind = Kind::any_of,
      .inner = {{.kind = Kind::text, .words = {names.begin(), names.end()}}, shape_of_scenario()}};
}

tl::expected<std::shared_ptr<const mock::ActiveScenario>, Reply> running(const Control& control,
                                                                         const Ask& ask) {
  return tenant_of(control, ask).map([](const auto& tenant) { return tenant->shared_active(); });
}

std::optional<Reply> show_scenario(const Control& control, const Ask& ask) {
  const auto active = running(control, ask);
  if (!active) return active.error();
  const document::Node node = shown(*(*active)->scenario);
  // Whichever a client names first, it wants.
  const std::string wanted = base::lower_case(http::value_of(ask.request.headers, "Accept"));
  if (wanted.find("yaml") < wanted.find("json")) {
    return Reply{200, document::to_yaml(node), "application/yaml"};
  }
  return Reply{200, document::to_json(node)};
}

std::optional<Reply> replace_scenario(const Control& control, const Ask& ask) {
  const auto before = running(control, ask);
  if (!before) return before.error();
  auto loaded = load_body(ask.request.body).and_then([&](auto scenario) {
    return with_secrets(std::move(scenario), (*before)->signatures.keys);
  });
  if (!loaded) return std::move(loaded.error());
  const bool is_issued = ask.query.tenant && control.tenants.is_issued(*ask.query.tenant);
  Settled settled = control.settle(std::move(*loaded), is_issued);
  const TakenUp taken_up{view_of(settled.active), std::move(settled.warnings)};
  if (!ask.query.tenant) {
    control.take_up(std::move(settled.active));
  } else if (!control.tenants.take_up(*ask.query.tenant, std::move(settled.active))) {
    return no_such_tenant(*ask.query.tenant);
  }
  return json(taken_up);
}

}  // namespace

Resource scenario_resource() {
  return {"/scenario",
          {{.name = "GET",
            .summary = "Shows the scenario that a tenant runs, without its secrets.",
            .query = {"tenant"},
            .outcomes = {{200, "The scenario.", shape_of_scenario, "application/yaml"},
                         {404, "There is no such tenant."}},
            .answer = show_scenario},
           {.name = "PUT",
            .summary = "Replaces it: for one tenant for good, or for all that run the start-up "
                       "scenario. They begin again from zero; the journal stays.",
            .query = {"tenant"},
            .body = BodyKind::scenario,
            .body_shape = shape_of_given,
            .outcomes = {{200, "It runs.", document::shape_of<TakenUp>},
                         {404, "There is no such tenant."},
                         {422, "The scenario is wrong, and nothing has changed."}},
            .answer = replace_scenario}}};
}

}  // namespace krm::admin
