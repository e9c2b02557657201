# shellcheck shell=bash
# The scenarios, through boto3 and the other SDKs whose tools are here, for tests/clients/run.
# Each test serves a scenario of its own; the servers that `run` has started are not asked.

clients="$(dirname "${BASH_SOURCE[0]}")/.."
sdks=(js go java rust ruby)
declare -A missing=()
for sdk in "${sdks[@]}"; do
  # shellcheck source=/dev/null
  source "$clients/$sdk/client.sh"
  missing[$sdk]="$(lacks)"
  eval "${sdk}_$(declare -f set_up)"
done
# shellcheck source=/dev/null
source "$clients/python/client.sh"
eval "python_$(declare -f lacks)"
eval "python_$(declare -f set_up)"

lacks() {
  local lack sdk
  lack="$(python_lacks)"
  for sdk in "${sdks[@]}"; do
    [[ -n "$lack" || "${KRM_REQUIRE_CLIENTS:-}" != 1 ]] || lack="${missing[$sdk]}"
  done
  echo "$lack"
}

set_up() {
  local sdk
  python_set_up "$@"
  # A boto3 with the retries of before 2026, which the other no longer has.
  install_venv "$2/venv-before-2026" "$1/requirements-before-2026.txt"
  for sdk in "${sdks[@]}"; do
    if [[ -z "${missing[$sdk]}" ]]; then
      "${sdk}_set_up" "$@"
    else
      echo "SKIP clients/scenarios with $sdk: ${missing[$sdk]}"
    fi
  done
}

run_tests_with_sdks() {
  local sdk present=()
  for sdk in "${sdks[@]}"; do
    [[ -n "${missing[$sdk]}" ]] || present+=("$sdk")
  done
  # shellcheck disable=SC2154  # the program that `run` was given
  export KRM_BINARY="$binary" KRM_CLIENT_CACHE="$2" KRM_SDKS="${present[*]}"
  run_pytest "$1" "$2"
}

run_tests() { run_tests_with_sdks "$1/../scenarios" "$2"; }
