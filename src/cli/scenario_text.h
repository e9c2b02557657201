// Loads a scenario from where it is: a name, a file, stdin or the command line.
//
// Thread-safety: functions of their arguments and of the files; one thread at a time for stdin.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "scenario/load.h"

namespace krm::cli {

// What went wrong, in lines for people. Each ends in a line feed.
struct Complaint {
  std::string shown;   // with the lines that are wrong, for whoever wrote them
  std::string logged;  // without those lines, which may hold secrets
};
using LoadedScenario = tl::expected<std::shared_ptr<const scenario::Scenario>, Complaint>;

// Loads what is at `place`: the name of a bundled scenario, else a path; "-" is stdin. For a file
// that has the name of a bundled scenario, write ./name. A scenario without a name is called after
// its place. Waits for the writer of a pipe.
LoadedScenario load_from(const std::string& place);

// Loads a file and nothing else. Waits for nobody.
LoadedScenario load_file(const std::string& path);

// Returns whether `place` is the path of a file, which may hold another text the next time. A file
// that is missing counts too.
bool names_a_file(const std::string& place);

// Loads the text itself. `name` is what mistakes call it.
LoadedScenario load_text(const std::string& text, const std::string& name);

}  // namespace krm::cli
