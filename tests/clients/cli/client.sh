# shellcheck shell=bash
# The AWS CLI for tests/clients/run.

# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/../python/client.sh"

run_tests() { run_pytest "$1/cli" "$2"; }
