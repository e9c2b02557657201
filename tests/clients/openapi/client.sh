# shellcheck shell=bash
# The admin API held to its own OpenAPI document, and the metrics to what Prometheus says of them, for tests/clients/run.
# Each test has a server of its own; those that `run` has started are not asked.

# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/../python/client.sh"
eval "python_$(declare -f lacks)"

lacks() {
  local lack
  lack="$(python_lacks)"
  [[ -n "$lack" ]] || command -v promtool >/dev/null || command -v apt-get >/dev/null || lack="promtool not found"
  echo "$lack"
}

# Of the package only this program is taken: to install it would start a server, here and at each boot.
unpack_promtool() {
  local folder
  folder="$(mktemp -d)"
  (cd "$folder" && { apt-get --quiet=2 download prometheus || { apt-get --quiet=2 update && apt-get --quiet=2 download prometheus; }; }) &&
    dpkg-deb --fsys-tarfile "$folder"/prometheus_*.deb | tar --extract --directory "$1" --strip-components 3 ./usr/bin/promtool
  rm -rf "$folder"
  [[ -x "$1/promtool" ]]
}

set_up() {
  install_venv "$2/venv-openapi" "$1/openapi/requirements.txt"
  command -v promtool >/dev/null || [[ -x "$2/promtool" ]] || unpack_promtool "$2"
}

run_tests() {
  # shellcheck disable=SC2154  # the program that `run` was given
  export KRM_BINARY="$binary" PATH="$PATH:$2"
  run_pytest "$1/openapi" "$2" venv-openapi
}
