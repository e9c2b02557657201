# shellcheck shell=bash
# boto3 for tests/clients/run. The CLI lives in the same environment.

lacks() {
  command -v python3 >/dev/null || { echo "python3 not found"; return; }
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "python3 is older than 3.11"; return; }
  python3 -c 'import ensurepip, venv' 2>/dev/null || echo "python3 -m venv not found"
}

install_venv() {
  local venv="$1" requirements="$2" description
  description="$(python3 -c 'import sys; print(sys.executable, sys.version)' && cat "$requirements")"
  is_installed "$venv" "$description" && return
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --require-hashes --only-binary :all: -r "$requirements"
  printf '%s\n' "$description" >"$venv/installed"
}

set_up() { install_venv "$2/venv" "$1/requirements.txt"; }

# Takes no options from a configuration file further up, and leaves no caches beside the tests.
run_pytest() {
  local folder="$1" cache="$2" venv="${3:-venv}"
  timeout --foreground 240 "$cache/$venv/bin/python" -I -B -m pytest -q -c /dev/null --rootdir "$folder" -p no:cacheprovider "$folder"
}

run_tests() { run_pytest "$1/python" "$2"; }
