# shellcheck shell=bash
# The AWS SDK for Java for tests/clients/run. Only the client `scenarios` uses it.

lacks() {
  command -v javac >/dev/null || { echo "javac not found"; return; }
  command -v mvn >/dev/null || { echo "mvn not found"; return; }
  local version
  version="$(javac -version 2>&1)"
  version="${version#javac }"
  ((${version%%.*} >= 17)) || echo "javac is older than 17"
}

# jars.sha256 is the lock file: what Maven has brought has to be exactly this.
set_up() {
  local source="$1/java" java="$2/java" description
  description="$(javac -version 2>&1 && cat "$source/pom.xml" "$source/jars.sha256" "$source/Calls.java")"
  is_installed "$java" "$description" && return
  rm -rf "$java"
  mkdir -p "$java"
  mvn --quiet --batch-mode -Dstyle.color=never --file "$source/pom.xml" -Dmaven.repo.local="$java/repository" \
    dependency:copy-dependencies -DoutputDirectory="$java/lib"
  (cd "$java/lib" && sha256sum -- *.jar) | diff "$source/jars.sha256" -
  javac -cp "$java/lib/*" -d "$java/classes" "$source/Calls.java"
  rm -rf "$java/repository"
  printf '%s\n' "$description" >"$java/installed"
}
