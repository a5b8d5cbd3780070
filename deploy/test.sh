#!/usr/bin/env bash
# Everything that must hold before a change is taken: lint, types, migrations, and the tests on SQLite and PostgreSQL.
# `make test` runs it, with PostgreSQL started for it.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/lib.sh
: "${CTREPORT_TEST_POSTGRES_URL:?run this through deploy/with_postgres.sh, or as: make test}"
PATH="$PWD/.venv/bin:$PATH"
export CTREPORT_DEBUG=1
# The tests run in six processes and start some more: without kept bytecode each would compile all sources anew.
unset PYTHONDONTWRITEBYTECODE

# A worker is given a stretch of the tests and takes over from the other's end when it is done: what a module shares
# is made once, and neither waits for long.
tests() { pytest -q -n 2 --dist worksteal "$@"; }

say "Lint"
ruff check .
ruff format --check --quiet .

# Types and migrations are looked at beside the tests on SQLite, which leave a processor idle at their start and end.
told=$(mktemp)
trap 'kill "$beside" 2>/dev/null || true; rm -f "$told"' EXIT
{
    say "Types"
    mypy .
    say "Migrations"
    CTREPORT_DATABASE_URL=sqlite://:memory: python manage.py makemigrations --check --dry-run
} >"$told" 2>&1 &
beside=$!
say "Tests on SQLite, with types and migrations beside them"
failed=0
CTREPORT_DATABASE_URL=sqlite://:memory: tests "$@" || failed=1
wait "$beside" || failed=1
cat "$told"
[ "$failed" = 0 ] || die "Something does not hold: see above."

say "Tests on PostgreSQL: those that open a database"
CTREPORT_ONLY_DATABASE_TESTS=1 CTREPORT_DATABASE_URL="$CTREPORT_TEST_POSTGRES_URL" tests "$@"
