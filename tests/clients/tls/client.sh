# shellcheck shell=bash
# The TLS stacks of stacks.json for tests/clients/run. One whose tool is missing is skipped alone.

clients="$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=/dev/null
source "$clients/python/client.sh"
eval "python_$(declare -f lacks)"
eval "python_$(declare -f set_up)"

stacks_lack() { python3 -I -B "$clients/tls/lacking.py"; }

lacks() {
  local lack
  lack="$(python_lacks)"
  [[ -n "$lack" || "${KRM_REQUIRE_CLIENTS:-}" != 1 ]] || lack="$(stacks_lack | head -n 1)"
  echo "$lack"
}

has() { command -v "$1" >/dev/null; }

# The venv has no CRT: boto3 would sign with it.
install_awscrt() {
  "$3/bin/python" -m pip install --quiet --disable-pip-version-check --target "$2/awscrt" \
    --require-hashes --only-binary :all: -r "$1/requirements.txt"
}

# Their scripts would fetch or link what lies in the packages already.
install_bun_and_deno() {
  cp "$1/"package*.json "$2/"
  (cd "$2" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  ln -s "$2/node_modules/@oven/"*/bin/bun "$2/bun"
  ln -s "$2/node_modules/@deno/"*/deno "$2/deno"
}

build_java() {
  javac -d "$2/classes" "$1/Jsse.java"
  has mvn || return 0
  mvn --quiet --batch-mode --file "$1/pom.xml" -Dmaven.repo.local="$2/maven" -DoutputDirectory="$2/jars" validate
  javac -cp "$2/jars/*" -d "$2/classes" "$1/Crt.java"
}

build_go() { GOWORK=off go build -o "$2/crypto_tls" "$1/crypto_tls.go"; }

build_mbedtls() { cc -o "$2/mbedtls" "$1/mbedtls.c" -lmbedtls -lmbedx509 -lmbedcrypto; }

build_stacks() {
  local lacking="$4"
  install_awscrt "$@"
  ! has npm || install_bun_and_deno "$@"
  ! has javac || build_java "$@"
  ! has go || build_go "$@"
  [[ "$lacking" == *mbedTLS:* ]] || build_mbedtls "$@"
}

set_up() {
  local source="$1/tls" built="$2/tls" lacking description
  python_set_up "$@"
  lacking="$(stacks_lack)"
  stacks_lack | awk '{ print "SKIP clients/tls: " $0 }'
  description="$lacking$({ javac -version; go version; cc --version; } 2>&1; cat "$source/"*.{txt,json,xml,java,go,c})"
  is_installed "$built" "$description" && return
  rm -rf "$built"
  mkdir -p "$built"
  build_stacks "$source" "$built" "$2/venv" "$lacking"
  printf '%s\n' "$description" >"$built/installed"
}

run_tests() {
  export KRM_STACKS="$2/tls"
  run_pytest "$1/tls" "$2"
}
