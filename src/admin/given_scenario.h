// A scenario that comes by the admin API: as text, as a part of a body, or by its name.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "admin/reply.h"
#include "document/codec.h"
#include "mock/active_scenario.h"
#include "scenario/scenario.h"

namespace krm::admin {

// What stands for a scenario within a body.
struct GivenScenario {
  document::Node node{};
  bool operator==(const GivenScenario&) const { return false; }
};

using Loaded = tl::expected<std::shared_ptr<const scenario::Scenario>, Reply>;

// Each returns the scenario. On failure returns 422 with all mistakes. It may name no files.
Loaded load_given(std::string_view text);
Loaded load_given(const GivenScenario& given);

// Returns the scenario as it is shown, with "(hidden)" in the place of its secrets.
document::Node shown(const scenario::Scenario& scenario);
// Puts the secrets of the keys in `known` where `scenario` says "(hidden)". On failure returns 422.
Loaded with_secrets(std::shared_ptr<const scenario::Scenario> scenario,
                    const sigv4::AccessKeys& known);

// The name and the digest of a scenario.
struct ScenarioView {
  static constexpr std::string_view name = "ScenarioName";
  static void members(auto& member) {
    member("name", &ScenarioView::title, "its name; empty: it has none");
    member("digest", &ScenarioView::digest, "tells it from others");
  }
  std::string title{};
  std::string digest{};
};
ScenarioView view_of(const mock::ActiveScenario& active);

}  // namespace krm::admin

namespace krm::document {

template <>
struct Codec<admin::GivenScenario> {
  using Form = AnyForm;
  static std::optional<admin::GivenScenario> read(const Node& node, const Form& form,
                                                  Reading& reading);
  static Node write(const admin::GivenScenario& value) { return value.node; }
  static Shape shape(const Form& form);
};

}  // namespace krm::document
