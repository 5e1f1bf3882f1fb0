#!/bin/sh
# Starts a PostgreSQL server of the tests' own, says "ready <socket folder>", does what it is told line by line ("stop", "start"),
# and removes the server when its input ends. The input ends when the test process does, however that came about.
set -u

fail() { echo "$*"; exit 1; }

bin=
for dir in $(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql/bin 2>/dev/null | sort -V -r) $(command -v initdb | xargs -r dirname); do
    [ -x "$dir/initdb" ] && [ -x "$dir/pg_ctl" ] && bin=$dir && break
done
[ -n "$bin" ] || fail "it is not installed. Install it (Debian, Ubuntu: apt-get install postgresql), or give the address of a server in DARDR_TEST_POSTGRES"

# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    id postgres >/dev/null 2>&1 || fail "there is no user postgres to run it as. Run the tests as another user than root, or give the address of a server in DARDR_TEST_POSTGRES"
    as() { runuser -u postgres -- "$@"; }
else
    as() { "$@"; }
fi

cd /
room=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ "${room:-0}" -ge 2097152 ]; then place=/dev/shm; else place=${TMPDIR:-/tmp}; fi
home=$(as mktemp -d "$place/dardr-pg-XXXXXX") || fail "no folder could be made for it in $place"
trap 'as "$bin/pg_ctl" stop -D "$home/data" -m immediate >/dev/null 2>&1; rm -rf "$home"' EXIT
trap 'exit 1' HUP INT TERM

as "$bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$home/initdb.log" 2>&1 </dev/null ||
    fail "initdb said: $(tail -n 1 "$home/initdb.log")"
cat >>"$home/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$home'
max_connections = 300
dynamic_shared_memory_type = mmap
fsync = off
synchronous_commit = off
full_page_writes = off
END

start() { as "$bin/pg_ctl" start -w -D "$home/data" -l "$home/server.log" >/dev/null 2>&1 </dev/null; }
start || fail "its server said: $(tail -n 1 "$home/server.log")"
echo "ready $home"

while read -r word; do
    case $word in
    stop) as "$bin/pg_ctl" stop -w -D "$home/data" -m fast >/dev/null 2>&1 </dev/null ;;
    start) start ;;
    esac
    echo "done"
done
