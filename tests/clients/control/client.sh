# shellcheck shell=bash
# The admin API, through the SDKs of the scenarios, for tests/clients/run.
# Each test has a server of its own; those that `run` has started are not asked.

# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/../scenarios/client.sh"

run_tests() { run_tests_with_sdks "$1/../control" "$2"; }
