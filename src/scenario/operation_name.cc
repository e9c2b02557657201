#include "scenario/operation_name.h"

#include <fmt/format.h>

#include <vector>

#include "aws/operations.h"
#include "base/quoting.h"

namespace krm::scenario {

void refuse_misspelt_operations(std::span<const std::string> globs, document::Mark mark,
                                document::Reading& reading) {
  const std::vector<std::string_view> names(aws::operations.begin(), aws::operations.end());
  for (const std::string& glob : globs) {
    // What stands behind the last dot has none.
    if (const auto end = glob.find_last_of(".:"); end != glob.npos) {
      reading.refuse(mark, fmt::format("an operation is its name alone: write {}",
                                       base::quoted(glob.substr(end + 1))));
      continue;
    }
    if (aws::is_operation(glob) || glob.empty() || glob.find_first_of("*?") != glob.npos) continue;
    const std::string suggested = document::suggestion(glob, names);
    if (suggested.empty()) continue;
    reading.refuse(mark, fmt::format("KMS has no operation {}{}", base::quoted(glob), suggested));
  }
}

}  // namespace krm::scenario
