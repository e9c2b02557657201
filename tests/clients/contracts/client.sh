# shellcheck shell=bash
# The contracts, held and broken through boto3 and the other SDKs whose tools are here, for tests/clients/run.
# Each client runs under `exec`; the servers that `run` has started are not asked.

# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/../scenarios/client.sh"

run_tests() { run_tests_with_sdks "$1/../contracts" "$2"; }
