#include "scenario/digest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/key_text.h"
#include "scenario/load.h"
#include "scenario/source_files.h"

namespace krm::scenario {

std::string digest(const Scenario& scenario) {
  std::string key;
  base::append(key, std::string_view(dump(scenario)));
  for (const source::File* file : files_of(scenario)) {
    base::append(key, std::string_view(reinterpret_cast<const char*>(file->content.data()),
                                       file->content.size()));
  }
  const auto bytes = base::digest(key);
  return fmt::format("{:02x}", fmt::join(bytes.begin(), bytes.begin() + 16, ""));
}

}  // namespace krm::scenario
