#include "admin/given_scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/quoting.h"
#include "scenario/bundled.h"
#include "scenario/load.h"
#include "sigv4/concealer.h"

namespace krm::admin {
namespace {

constexpr std::string_view hidden = sigv4::concealed;

Loaded or_refuse(
    tl::expected<std::shared_ptr<const scenario::Scenario>, document::Mistakes> loaded) {
  return std::move(loaded).map_error(
      [](const document::Mistakes& found) { return mistakes(422, "InvalidScenario", found); });
}

bool is_a_name(std::string_view text) { return text.find_first_of("\n:{") == text.npos; }

}  // namespace

Loaded load_given(std::string_view text) { return or_refuse(scenario::load_remote(text)); }

Loaded load_given(const GivenScenario& given) {
  const document::Node& node = given.node;
  if (node.kind == document::Node::Kind::mapping) return or_refuse(scenario::load_remote(node));
  if (!is_a_name(node.text)) return load_given(std::string_view(node.text));
  if (const auto* bundled = scenario::find_bundled(node.text)) {
    return or_refuse(scenario::load_remote(bundled->text, bundled->name));
  }
  return tl::unexpected(
      error(422, "InvalidScenario",
            fmt::format("There is no bundled scenario {}{}", base::quoted(node.text),
                        end_of_sentence(document::nearest(node.text, scenario::bundled_names())))));
}

document::Node shown(const scenario::Scenario& scenario) {
  scenario::Scenario copy = scenario;
  for (scenario::Credential& credential : copy.credentials) {
    credential.secret_access_key = hidden;
    if (credential.session_token) credential.session_token = hidden;
  }
  document::Node node = document::Codec<scenario::Scenario>::write(copy);
  for (document::Member& member : node.members) {
    if (member.key != "key_stores") continue;
    for (document::Member& store : member.value.front().members) {
      if (store.value.front().members.empty()) {  // it is all as usual, which says too little
        store.value.front() = document::Codec<kms::ConnectionState>::write({});
      }
    }
  }
  return node;
}

Loaded with_secrets(std::shared_ptr<const scenario::Scenario> scenario,
                    const sigv4::AccessKeys& known) {
  const auto hides = [](const scenario::Credential& one) {
    return one.secret_access_key == hidden || one.session_token == hidden;
  };
  if (std::ranges::none_of(scenario->credentials, hides)) return scenario;
  scenario::Scenario copy = *scenario;
  for (scenario::Credential& credential : copy.credentials) {
    if (!hides(credential)) continue;
    const auto before = known.find(credential.access_key_id);
    if (before == known.end()) {
      return tl::unexpected(
          error(422, "InvalidScenario",
                fmt::format("The secret of {} is {}, and the scenario that runs has no such key.",
                            base::quoted(credential.access_key_id), hidden)));
    }
    const sigv4::AccessKey& key = *before->second;
    if (credential.secret_access_key == hidden) {
      credential.secret_access_key = key.secret_access_key();
    }
    if (credential.session_token == hidden) credential.session_token = key.session_token();
  }
  return std::make_shared<const scenario::Scenario>(std::move(copy));
}

ScenarioView view_of(const mock::ActiveScenario& active) {
  return {active.scenario->title, active.digest()};
}

}  // namespace krm::admin

namespace krm::document {

using admin::GivenScenario;

std::optional<GivenScenario> Codec<GivenScenario>::read(const Node& node, const Form&,
                                                        Reading& reading) {
  if (node.kind == Node::Kind::mapping || node.kind == Node::Kind::text) return GivenScenario{node};
  expected(node, "a scenario: the name of a bundled one, its text, or a mapping", reading);
  return std::nullopt;
}

Shape Codec<GivenScenario>::shape(const Form&) {
  return {
      .kind = Shape::Kind::any_of,
      .inner = {{.kind = Shape::Kind::text}, {.kind = Shape::Kind::reference, .what = "Scenario"}}};
}

}  // namespace krm::document
