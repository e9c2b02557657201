# shellcheck shell=bash
# shellcheck disable=SC2154
# The servers of tests/clients/run, of the program $binary, whose files are in $source_folder and whose logs,
# certificates and attestation documents go to $scratch.

declare -A servers=() # process IDs, by name
refused=(expired other-name not-permitted foreign) # for their certificates, by every client

start_server() {
  local name="$1" deadline=$((SECONDS + 10))
  shift
  "$binary" --port 0 --ready-file "$scratch/$name.url" "$@" >"$scratch/$name.log" 2>&1 &
  servers[$name]=$!
  until [[ -f "$scratch/$name.url" ]]; do
    kill -0 "${servers[$name]}" 2>/dev/null || { echo "the server \"$name\" ended before it was ready"; return 1; }
    ((SECONDS < deadline)) || { echo "the server \"$name\" was not ready within 10 s"; return 1; }
    sleep 0.05
  done
}

start_server_with_certificate() {
  start_server "$1" --tls require --access-log on --tls-cert "$scratch/$1.pem" --tls-key "$scratch/$1.key"
}

start_sealing_servers() {
  local documents="$scratch/documents"
  "$source_folder/documents" "$binary" "$documents" >"$scratch/documents.log" 2>&1 &&
    cat "$source_folder/sealing.yaml" "$source_folder/chain.yaml" >"$documents/chain.yaml" &&
    start_server sealing --scenario "$source_folder/sealing.yaml" &&
    start_server chain --scenario "$documents/chain.yaml"
}

# What an older version has left in a folder: one certificate, for names and addresses.
start_older_server() {
  local folder="$scratch/older-tls"
  cp -r "$scratch/tls" "$folder"
  rm -f "$folder/server-by-name.pem"
  start_server older --tls require --tls-dir "$folder"
}

start_ipv6_server() {
  [[ ! -e /proc/net/if_inet6 ]] || start_server ipv6 --tls require --tls-dir "$scratch/tls" --host ::1
}

# "strict" makes the authority that clients trust; "foreign" has one of its own.
start_servers() {
  local strict trusted="$scratch/tls"
  strict="$(<"$source_folder/strict.yaml")"
  start_server plain --tls-dir "$trusted" &&
    start_server strict --tls require --tls-dir "$trusted" --access-log on --scenario-yaml "$strict" &&
    start_server ahead --scenario-yaml "$strict"$'\nclock: {offset: 6m}' &&
    start_server behind --scenario-yaml "$strict"$'\nclock: {offset: -6m}' &&
    start_server foreign --tls require --tls-dir "$scratch/foreign" --access-log on &&
    start_ipv6_server &&
    start_older_server &&
    "$source_folder/certificates" "$trusted/authority.pem" "$scratch" >"$scratch/certificates.output" 2>&1 &&
    start_server_with_certificate expired &&
    start_server_with_certificate other-name &&
    start_server_with_certificate not-permitted &&
    start_sealing_servers
}

was_asked() { grep -q ' request tenant=' "$scratch/$1.log"; }

# To be called once they have stopped, with the client that ran.
assert_refused_servers_were_not_asked() {
  local name
  [[ "$1" =~ ^(tls|scenarios|key_stores|contracts|control|exec|upstream|reports|openapi)$ ]] || was_asked strict || { echo "the log of \"strict\" shows no request"; return 1; }
  for name in "${refused[@]}"; do
    ! was_asked "$name" || { echo "a client sent a request to the server \"$name\""; return 1; }
  done
}

stop_server() {
  local name="$1" server="${servers[$1]}" deadline=$((SECONDS + 10)) status=0
  unset "servers[$name]"
  kill -TERM "$server" 2>/dev/null || true
  while kill -0 "$server" 2>/dev/null; do
    ((SECONDS < deadline)) || { echo "the server \"$name\" ignored SIGTERM for 10 s"; kill -KILL "$server"; break; }
    sleep 0.05
  done
  wait "$server" || status=$?
  ((status == 0)) || { echo "the server \"$name\" exited with $status"; return 1; }
}

stop_servers() {
  local name failed=0
  for name in "${!servers[@]}"; do
    stop_server "$name" || failed=1
  done
  return "$failed"
}

show_logs() { tail -n +1 "$scratch"/*.log; }
