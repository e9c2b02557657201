// These scenarios come with the program. They are the files of the folder `scenarios`, as text.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace krm::scenario {

struct Bundled {
  std::string_view name;
  std::string_view text;

  // Returns what it shows: its first line, without the comment sign.
  std::string_view headline() const;
};

// Returns them in the order of their names.
std::span<const Bundled> bundled();

std::vector<std::string_view> bundled_names();

// Returns nullptr if there is none of that name.
const Bundled* find_bundled(std::string_view name);

}  // namespace krm::scenario
