# Shared by the scripts in this folder; read with `.`, not run.

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

die() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

# SHA-256 of standard input, on Linux and on macOS.
hash_text() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1
}

# Where PostgreSQL's server programs are: where Debian (newest version first) or Homebrew puts them, or on the path.
postgres_bin() {
    local folder
    for folder in $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin \
        2>/dev/null | sort -rV) "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/createdb" ]; then
            echo "$folder"
            return
        fi
    done
    return 1
}

# --- Debian's packages ---

# Those of the named packages that are not installed.
missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
    done
}

# Runs a command as an administrator; where it cannot, says which packages in $WANTED one has to install.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "These commands need an administrator, and there is no sudo here. Ask one to run:
    apt-get update && apt-get install --no-install-recommends $WANTED
Then run this again."
    fi
}

apt_install() {
    say "Installing with apt: $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
