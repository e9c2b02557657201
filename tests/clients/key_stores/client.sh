# shellcheck shell=bash
# The operations that show and repair custom key stores, through boto3 and the SDKs for Go and Java, for tests/clients/run.
# The server is the one without a scenario: each test issues tenants there.

# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/../scenarios/client.sh"
sdks=(go java)

# Takes the versions of the folder `go`, so that there is one lock file.
build_go() { (cd "$1/key_stores/go" && GOWORK=off go build -modfile="$1/go/go.mod" -o "$2/key_stores/calls" .); }

build_java() { javac -cp "$2/java/lib/*" -d "$2/key_stores/classes" "$1"/key_stores/java/*.java; }

set_up() {
  local sdk
  python_set_up "$@"
  mkdir -p "$2/key_stores"
  for sdk in "${sdks[@]}"; do
    if [[ -z "${missing[$sdk]}" ]]; then
      "${sdk}_set_up" "$@"
      "build_$sdk" "$@"
    else
      echo "SKIP clients/key_stores with $sdk: ${missing[$sdk]}"
    fi
  done
}

run_tests() { run_tests_with_sdks "$1/key_stores" "$2"; }
