#!/usr/bin/env bash
# Everything that must hold before a change is taken: lint, types, migrations, and the tests on SQLite and PostgreSQL.
# `make test` runs it, with PostgreSQL started for it.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/lib.sh
: "${CTREPORT_TEST_POSTGRES_URL:?run this through deploy/with_postgres.sh, or as: make test}"
PATH="$PWD/.venv/bin:$PATH"
export CTREPORT_DEBUG=1

say "Lint"
ruff check .
ruff format --check --quiet .
say "Types"
mypy .
say "Migrations"
CTREPORT_DATABASE_URL=sqlite://:memory: python manage.py makemigrations --check --dry-run
say "Tests on SQLite"
CTREPORT_DATABASE_URL=sqlite://:memory: pytest -q -n 2 "$@"
say "Tests on PostgreSQL: those that open a database"
CTREPORT_ONLY_DATABASE_TESTS=1 CTREPORT_DATABASE_URL="$CTREPORT_TEST_POSTGRES_URL" pytest -q -n 2 "$@"
