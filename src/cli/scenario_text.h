// Where a scenario comes from: a name, a file, stdin or the command line; and what it says.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "scenario/scenario.h"

namespace krm::cli {

// What went wrong, for people: lines, each ended.
struct Complaint {
  std::string shown;   // with the lines that are wrong, for who has written them
  std::string logged;  // without, since they may hold secrets
};
using LoadedScenario = tl::expected<std::shared_ptr<const scenario::Scenario>, Complaint>;

// `place`: the name of a bundled scenario, else a path; "-" is stdin. A file that has the name of a
// bundled one is meant by ./name. A scenario that names no name is called after its place. Waits
// for who writes a pipe.
LoadedScenario load_from(const std::string& place);

// Of a file and nothing else, and without waiting for anybody.
LoadedScenario load_file(const std::string& path);

// Whether `place` is that of a file: what can be another the next time.
bool names_a_file(const std::string& place);

// Of the text itself; `name` is what mistakes call it.
LoadedScenario load_text(const std::string& text, const std::string& name);

}  // namespace krm::cli
