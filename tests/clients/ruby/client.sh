# shellcheck shell=bash
# The AWS SDK for Ruby of Debian 12 for tests/clients/run. Only the client `scenarios` uses it.

lacks() {
  command -v ruby >/dev/null || { echo "ruby not found"; return; }
  local needed found
  needed="$(<"$(dirname "${BASH_SOURCE[0]}")/version")"
  found="$(ruby -e 'require "aws-sdk-kms"; puts Aws::CORE_GEM_VERSION' 2>/dev/null)" || found=none
  [[ "$found" == "$needed" ]] || echo "the version of aws-sdk-core for Ruby is $found, not $needed"
}

set_up() { :; }
