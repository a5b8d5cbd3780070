#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL, and takes it away again whatever happens:
#
#   deploy/with_postgres.sh .venv/bin/pytest tests/outcomes
#
# The command finds the address in CTREPORT_TEST_POSTGRES_URL. The server listens on a free port of this machine only,
# with a password made for the occasion, and writes nothing to disk that matters (fsync off).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
[ $# -gt 0 ] || die "Usage: deploy/with_postgres.sh COMMAND [ARGUMENT ...]"

bin=$(postgres_bin) || die "PostgreSQL's server programs are not here. Run: deploy/bootstrap.sh --test"
folder=$(mktemp -d "${TMPDIR:-/tmp}/ctreport-postgres.XXXXXX")
child=

# PostgreSQL refuses to run as root.
server() {
    if [ "$(id -u)" = 0 ]; then
        (cd "$folder" && setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups env HOME="$folder" "$@")
    else
        (cd "$folder" && "$@")
    fi
}

stop() {
    status=$?
    trap - EXIT INT TERM HUP
    [ -z "$child" ] || { kill -TERM "$child" 2>/dev/null && wait "$child" 2>/dev/null; } || true
    [ ! -f "$folder/data/postmaster.pid" ] || server "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null || true
    rm -rf "$folder"
    exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

free_port() {
    "$here/../.venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

make_server() {
    user=$(id -un)
    if [ "$(id -u)" = 0 ]; then
        user=nobody
        id postgres >/dev/null 2>&1 && user=postgres
    fi
    password=$(head -c 32 /dev/urandom | hash_text)
    printf '%s' "$password" >"$folder/password"
    [ "$(id -u)" != 0 ] || chown -R "$user" "$folder"
    server "$bin/initdb" -D "$folder/data" -U ctreport --pwfile="$folder/password" --auth=scram-sha-256 \
        --encoding=UTF8 --locale=C --no-sync >"$folder/log" 2>&1 || { cat "$folder/log" >&2; die "initdb failed."; }
}

start_server() {
    local try options
    for try in 1 2 3; do
        port=$(free_port)
        options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder"
        options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50"
        options="$options -c wal_level=minimal -c max_wal_senders=0 -c checkpoint_timeout=1h -c max_wal_size=2GB"
        if server "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -o "$options" start >/dev/null; then return; fi
        say "PostgreSQL did not start on port $port (try $try of 3)"
    done
    cat "$folder/server.log" >&2
    die "PostgreSQL did not start."
}

make_server
start_server
PGPASSWORD=$password "$bin/createdb" -h 127.0.0.1 -p "$port" -U ctreport ctreport
export CTREPORT_TEST_POSTGRES_URL="postgres://ctreport:$password@127.0.0.1:$port/ctreport"

# In the background, so that a signal to this script reaches the command at once; with our standard input.
"$@" <&0 &
child=$!
status=0
wait "$child" || status=$?
child=
exit "$status"
