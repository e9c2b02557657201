# shellcheck shell=bash
# The subcommand `exec`, for tests/clients/run. Each test starts its own; the servers that `run` has started are not asked.

# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/../python/client.sh"
eval "python_$(declare -f lacks)"

# Of what `exec` starts in the tests. A test that needs one that is missing is skipped alone.
tools=(npm go bash unshare)

lacks() {
  local lack tool
  lack="$(python_lacks)"
  for tool in "${tools[@]}"; do
    [[ -n "$lack" || "${KRM_REQUIRE_CLIENTS:-}" != 1 ]] || command -v "$tool" >/dev/null || lack="$tool not found"
  done
  echo "$lack"
}

# The tests say themselves what of AWS the environment holds.
run_tests() {
  unset "${!AWS_@}"
  # shellcheck disable=SC2154  # the program that `run` was given
  export KRM_BINARY="$binary"
  run_pytest "$1/../exec" "$2"
}
