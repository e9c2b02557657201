// Handles requests without a socket. The test controls the scenario, the clock and the entropy.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "mock/handle.h"
#include "mock/journal.h"
#include "mock/tally.h"
#include "scenario/load.h"
#include "tests/support/counting_entropy.h"
#include "tests/support/log_capture.h"
#include "tests/support/manual_clock.h"

namespace krm::test {

// Puts "version: 1" before `yaml`, and returns the scenario. Throws an error that shows the
// mistakes when there are some.
inline std::shared_ptr<const scenario::Scenario> scenario_of(const std::string& yaml) {
  const std::string text = "version: 1\n" + yaml;
  auto loaded = scenario::load(text, std::nullopt);
  if (!loaded) throw std::runtime_error(document::render(loaded.error(), "test", text));
  return std::move(*loaded);
}

class ScenarioWorld {
 public:
  explicit ScenarioWorld(std::shared_ptr<const scenario::Scenario> scenario =
                             std::make_shared<const scenario::Scenario>(),
                         std::uint64_t seed = 42, mock::TenantLimits limits = {})
      : tenants(clock, journal, mock::ActiveScenario(std::move(scenario), seed), limits) {}
  explicit ScenarioWorld(const std::string& yaml) : ScenarioWorld(scenario_of(yaml)) {}

  mock::World world() { return {*entropy, tenants, journal, capture.log, {}}; }
  mock::Case handle(const http::HttpRequest& request) { return mock::handle(request, world()); }

  ManualClock clock;
  CountingEntropy counting;
  base::Entropy* entropy = &counting;
  mock::Tally tally;
  mock::Journal journal{{}, nullptr, &tally};
  mock::Tenants tenants;
  LogCapture capture{base::LogFormat::text, base::Level::debug};
};

}  // namespace krm::test
