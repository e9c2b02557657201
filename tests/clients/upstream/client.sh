# shellcheck shell=bash
# Emulators behind the server, through boto3 and two of the SDKs of the scenarios, for tests/clients/run.
# The tests start the emulators and the servers; those that `run` has started are not asked.

# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/../scenarios/client.sh"
# shellcheck disable=SC2034  # it is used there
sdks=(js go)
eval "sdks_$(declare -f set_up)"

# moto and MiniStack have an environment of their own, since MiniStack takes one version of botocore alone.
set_up() {
  sdks_set_up "$@"
  install_venv "$2/venv-peers" "$1/upstream/requirements.txt"
  rm -rf "$2/upstream"
  # shellcheck disable=SC2154  # of scenarios/client.sh
  if [[ -n "${missing[go]}" ]]; then
    echo "SKIP clients/upstream with local-kms: ${missing[go]}"
  else
    (cd "$1/upstream/local_kms" && GOWORK=off go build -o "$2/upstream/local_kms" .)
    (cd "$1/go" && GOWORK=off go build -o "$2/upstream/walk" ../upstream/walk.go)
  fi
}

run_tests() { run_tests_with_sdks "$1/upstream" "$2"; }
