# shellcheck shell=bash
# The AWS SDK for Go for tests/clients/run.

lacks() {
  command -v go >/dev/null || { echo "go not found"; return; }
  local module needed found
  module="$(dirname "${BASH_SOURCE[0]}")"
  needed="$(awk '$1 == "go" { print $2 }' "$module/go.mod")"
  found="$(cd "$module" && go env GOVERSION 2>/dev/null)" || found=go0
  printf '%s\n' "$needed" "${found#go}" | sort --version-sort --check=quiet || echo "go is older than $needed"
}

# The build goes into Go's own cache, outside of the tests' time.
set_up() {
  mkdir -p "$2/go"
  (cd "$1/go" && GOWORK=off go test -c -o /dev/null . && GOWORK=off go build -o "$2/go/calls" ./calls)
}

run_tests() { cd "$1/go" && GOWORK=off go test -count=1 -timeout 2m ./...; }
