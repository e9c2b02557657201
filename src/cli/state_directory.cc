#include "cli/state_directory.h"

#include <filesystem>
#include <system_error>

namespace krm::cli {

namespace fs = std::filesystem;

// Ignores relative paths, as the specification demands.
std::string state_directory(const Environment& environment) {
  const fs::path state = value_of(environment, "XDG_STATE_HOME");
  if (state.is_absolute()) return state / "kms-random-mock";
  const fs::path home = value_of(environment, "HOME");
  return home.is_absolute() ? home / ".local/state/kms-random-mock" : fs::path();
}

std::string absolute(const std::string& path) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error);
  return error ? path : whole.string();
}

}  // namespace krm::cli
