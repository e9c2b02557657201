// What the clients of two runs did, side by side: that is how one compares two SDKs, or two
// versions of one. Waits are shown, but chance draws them, so they are no difference.
#pragma once

#include <istream>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "scenario/history.h"

namespace krm::contract {

// The calls of one run, by tenant.
struct Run {
  std::string file;
  std::vector<scenario::History> tenants{};
};

// Reads a journal's file or a JSON report. On failure returns why.
tl::expected<Run, std::string> read_run(std::string file, std::istream& in);

struct Difference {
  std::string shown;  // lines, each is ended
  bool are_alike = true;
};
// Pairs tenants of the same name, then the others in their order. A call is paired by its index.
Difference difference(const Run& a, const Run& b);

}  // namespace krm::contract
