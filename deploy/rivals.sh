#!/usr/bin/env bash
# Measures the leaders' page beside like dashboards in Streamlit and in Dash: see tests/bench/rivals.py.
#
#   deploy/rivals.sh [--rounds 5]
#   deploy/rivals.sh --install     only install the rivals
#
# They are installed by their locked hashes into an environment of their own, var/rivals: they are no part of the
# product. `make rivals` and `make bench` run it, when .venv is there.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/lib.sh

FOLDER=$PWD/var/rivals
LOCK=deploy/requirements-bench.txt

wanted=$(hash_text <$LOCK)
if [ "$(cat "$FOLDER/installed" 2>/dev/null)" != "$wanted" ]; then
    say "Installing Streamlit and Dash into var/rivals"
    .venv/bin/python -m venv --clear --without-pip "$FOLDER"
    .venv/bin/uv pip install --quiet --python "$FOLDER/bin/python" --require-hashes -r $LOCK
    echo "$wanted" >"$FOLDER/installed"
fi
[ "${1:-}" != --install ] || exit 0
say "Measuring beside Streamlit and Dash: about four minutes"
exec .venv/bin/python -m tests.bench.rivals "$@"
