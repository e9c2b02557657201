// What the command line and the scenario together say of the upstream.
#pragma once

#include <string>

#include "cli/options.h"
#include "scenario/scenario.h"

namespace krm::cli {

// Returns why requests cannot be sent to the upstream: it is this server, or its authority cannot
// be read. Returns an empty text if they can, or if there is no upstream.
std::string upstream_mistake(const Options& options, const scenario::Scenario& scenario);

}  // namespace krm::cli
