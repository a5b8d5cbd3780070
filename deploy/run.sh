#!/usr/bin/env bash
# Serves ctreport on this machine, for a demonstration or for work on it. Data stands in var/db.sqlite3 and stays.
#
#   PORT=8000    where to serve
#   HISTORY=1    also load four earlier years of illustrative figures
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/lib.sh
PORT=${PORT:-8000}
# A demonstration: plain HTTP, a secret key of its own in var/, people whose password is no secret.
export CTREPORT_DEBUG=1
export CTREPORT_BASE_URL=${CTREPORT_BASE_URL:-http://127.0.0.1:$PORT}
PATH="$PWD/.venv/bin:$PATH"

if ! python -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", int(sys.argv[1])))' "$PORT" 2>/dev/null; then
    die "Something already answers on port $PORT (perhaps ctreport itself). Choose another port, such as: make run PORT=8001"
fi

python manage.py migrate --verbosity 0
history=
[ "${HISTORY:-0}" = 0 ] || history=--history
[ -e .env ] || printf "# Settings of this checkout, read by manage.py; the environment goes first.\nCTREPORT_DEBUG=1\n" > .env
python manage.py load_records $history --demo-people
[ -z "$history" ] || python manage.py load_context >/dev/null
# The worker for long work. Gunicorn takes this shell's place, so it is the worker's parent: they end together.
python manage.py run_jobs --with-parent &
exec gunicorn --config deploy/gunicorn_demo.py --bind "127.0.0.1:$PORT" ctreport.wsgi:application
