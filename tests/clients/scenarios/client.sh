# shellcheck shell=bash
# The scenarios, through boto3 and, where there is Node.js, the SDK for JavaScript, for tests/clients/run.
# Each test serves a scenario of its own; the server that `run` has started is not asked.

clients="$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=/dev/null
source "$clients/js/client.sh"
js_lacks="$(lacks)"
eval "js_$(declare -f set_up)"
# shellcheck source=/dev/null
source "$clients/python/client.sh"
eval "python_$(declare -f lacks)"
eval "python_$(declare -f set_up)"

lacks() {
  local lack
  lack="$(python_lacks)"
  [[ -z "$lack" && "${KRM_REQUIRE_CLIENTS:-}" == 1 ]] && lack="$js_lacks"
  echo "$lack"
}

set_up() {
  python_set_up "$@"
  [[ -n "$js_lacks" ]] || js_set_up "$@"
}

run_tests() {
  # shellcheck disable=SC2154  # the program that `run` was given
  export KRM_BINARY="$binary"
  [[ -n "$js_lacks" ]] || export KRM_NODE_MODULES="$2/js"
  run_pytest "$1/../scenarios" "$2"
}
