# shellcheck shell=bash
# The admin API, through the SDKs of the scenarios, for tests/clients/run.
# Each test has a server of its own; those that `run` has started are not asked.

# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/../scenarios/client.sh"

run_tests() {
  local sdk present=()
  # shellcheck disable=SC2154  # of the scenarios
  for sdk in "${sdks[@]}"; do
    [[ -n "${missing[$sdk]}" ]] || present+=("$sdk")
  done
  # shellcheck disable=SC2154  # the program that `run` was given
  export KRM_BINARY="$binary" KRM_CLIENT_CACHE="$2" KRM_SDKS="${present[*]}"
  run_pytest "$1/../control" "$2"
}
