// Where a scenario comes from: a name, a file, stdin or the command line; and what it says.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "scenario/scenario.h"

namespace krm::cli {

// What went wrong, for people: lines, each ended.
using Complaint = std::string;
using LoadedScenario = tl::expected<std::shared_ptr<const scenario::Scenario>, Complaint>;

// `place`: the name of a bundled scenario, else a path; "-" is stdin. A file that has the name of a
// bundled one is meant by ./name. A scenario that names no name is called after its place.
LoadedScenario load_from(const std::string& place);

// Whether load_from() would read a file, which can be another the next time. A pipe is none: it can
// be read once, and who tries again may wait for ever.
bool names_a_file(const std::string& place);

// Of the text itself; `name` is what mistakes call it.
LoadedScenario load_text(const std::string& text, const std::string& name);

}  // namespace krm::cli
