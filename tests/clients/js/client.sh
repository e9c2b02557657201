# shellcheck shell=bash
# The AWS SDK for JavaScript for tests/clients/run.

lacks() {
  command -v node >/dev/null || { echo "node not found"; return; }
  command -v npm >/dev/null || { echo "npm not found"; return; }
  node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || echo "node is older than 20"
}

# Node looks for packages beside the file that imports them, so the tests move in with node_modules.
set_up() {
  local source="$1" cache="$2" description
  mkdir -p "$cache/js"
  rm -f "$cache/js/"*.js
  cp "$source/"*.json "$cache/"
  cp "$source/js/"*.js "$source/js/"package*.json "$cache/js/"
  description="$(node --version && cat "$source/js/package-lock.json")"
  is_installed "$cache/js" "$description" && return
  (cd "$cache/js" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  printf '%s\n' "$description" >"$cache/js/installed"
}

run_tests() {
  cd "$2/js" && AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true \
    timeout --foreground 120 node --test --test-reporter=spec
}
