// The scenarios that come with the program: the files of the folder `scenarios`, as text.
//
// Thread-safety: constants.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace krm::scenario {

struct Bundled {
  std::string_view name;
  std::string_view text;

  // What it shows: its first line, without the comment sign.
  std::string_view headline() const;
};

// By name.
std::span<const Bundled> bundled();

std::vector<std::string_view> bundled_names();

// nullptr when there is none of that name.
const Bundled* find_bundled(std::string_view name);

}  // namespace krm::scenario
