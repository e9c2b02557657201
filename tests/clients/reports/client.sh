# shellcheck shell=bash
# The reports of `exec`, of `serve --verify` and of `journal`, for tests/clients/run: JUnit held to the schema of Jenkins and rendered,
# Markdown rendered, JSON. Each test runs the program itself; the servers that `run` has started are not asked.

# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/../python/client.sh"

# The schema lies among the tests of pytest, so in its source package alone. For that, pip asks setuptools, even if it builds nothing:
# hence both are locked, and nothing else is fetched.
install_schema() {
  local folder="$1" venv="$2" requirements="$3" pinned member=testing/example_scripts/junit-10.xsd
  pinned="$(sed -n '/^pytest==/,/[^\\]$/p' "$requirements")"
  is_installed "$folder" "$pinned" && return
  rm -rf "$folder"
  mkdir -p "$folder"
  "$venv/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --no-binary pytest --no-build-isolation \
    --require-hashes --dest "$folder" -r <(printf '%s\n' "$pinned")
  tar --extract --gzip --file "$folder"/pytest-*.tar.gz --directory "$folder" --strip-components 3 --wildcards "*/$member"
  rm "$folder"/pytest-*.tar.gz
  printf '%s\n' "$pinned" >"$folder/installed"
}

set_up() {
  local requirements="$1/../reports/requirements.txt"
  install_venv "$2/venv-reports" "$requirements"
  install_schema "$2/junit-schema" "$2/venv-reports" "$requirements"
}

run_tests() {
  # shellcheck disable=SC2154  # the program that `run` was given
  export KRM_BINARY="$binary" KRM_JUNIT_SCHEMA="$2/junit-schema/junit-10.xsd"
  run_pytest "$1/../reports" "$2" venv-reports
}
