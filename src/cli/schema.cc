#include "scenario/schema.h"

#include <fmt/format.h>

#include "cli/commands.h"

namespace krm::cli {

int schema() {
  fmt::print("{}", scenario::json_schema());
  return 0;
}

}  // namespace krm::cli
