#include "scenario/bundled.h"

#include <algorithm>

#include "http/header.h"

namespace krm::scenario {

std::string_view Bundled::headline() const {
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.starts_with('#')) line.remove_prefix(1);
  return http::trim(line);
}

const Bundled* find_bundled(std::string_view name) {
  const auto all = bundled();
  const auto found = std::ranges::find(all, name, &Bundled::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace krm::scenario
