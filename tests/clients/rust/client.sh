# shellcheck shell=bash
# The AWS SDK for Rust for tests/clients/run. Only the client `scenarios` uses it.

lacks() {
  command -v cargo >/dev/null || { echo "cargo not found"; return; }
  local needed found
  needed="$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$(dirname "${BASH_SOURCE[0]}")/Cargo.toml")"
  found="$(rustc --version 2>/dev/null | cut -d ' ' -f 2)"
  printf '%s\n' "$needed" "${found:-0}" | sort --version-sort --check=quiet || echo "rustc is older than $needed"
}

# What is downloaded goes into Cargo's own cache.
set_up() { cargo build --quiet --locked --manifest-path "$1/rust/Cargo.toml" --target-dir "$2/rust"; }
