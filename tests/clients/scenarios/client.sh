# shellcheck shell=bash
# The scenarios, through boto3 and, where there is Node.js, the SDK for JavaScript, for tests/clients/run.
# Each test serves a scenario of its own; the servers that `run` has started are not asked.

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
  # A boto3 with the retries of before 2026, which the other no longer has.
  install_venv "$2/venv-before-2026" "$1/requirements-before-2026.txt"
  [[ -n "$js_lacks" ]] || js_set_up "$@"
}

run_tests() {
  # shellcheck disable=SC2154  # the program that `run` was given
  export KRM_BINARY="$binary" KRM_PYTHON_BEFORE_2026="$2/venv-before-2026/bin/python"
  [[ -n "$js_lacks" ]] || export KRM_NODE_MODULES="$2/js"
  run_pytest "$1/../scenarios" "$2"
}
