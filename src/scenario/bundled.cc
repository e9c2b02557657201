#include "scenario/bundled.h"

#include <algorithm>

#include "http/header.h"

namespace krm::scenario {

std::string_view Bundled::headline() const {
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.starts_with('#')) line.remove_prefix(1);
  return http::trim(line);
}

std::vector<std::string_view> bundled_names() {
  std::vector<std::string_view> names;
  names.reserve(bundled().size());
  for (const Bundled& one : bundled()) names.push_back(one.name);
  return names;
}

const Bundled* find_bundled(std::string_view name) {
  const auto all = bundled();
  const auto found = std::ranges::find(all, name, &Bundled::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace krm::scenario
