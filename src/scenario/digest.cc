#include "scenario/digest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/key_text.h"
#include "scenario/load.h"
#include "scenario/named_files.h"

namespace krm::scenario {

std::string digest(const Scenario& scenario) {
  std::string key;
  base::append(key, std::string_view(dump(scenario)));
  for (const NamedFile& file : files_of(scenario)) base::append(key, file.content);
  const auto bytes = base::digest(key);
  return fmt::format("{:02x}", fmt::join(bytes.begin(), bytes.begin() + 16, ""));
}

}  // namespace krm::scenario
