#!/usr/bin/env bash
# Checks PDFs with veraPDF, the reference validator of PDF/UA, and ends with an error if a check fails.
#
#   deploy/verapdf.sh                the documents of tests/verapdf/documents.py
#   deploy/verapdf.sh FILE.pdf ...   these files
#
# Installs Java and Maven where they are missing, fetches veraPDF once with Maven, and keeps it, its settings and the
# PDFs that were checked in var/verapdf. `make verapdf` runs it, when .venv is there.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/lib.sh

VERSION=1.28.2
SHA256=687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6
MAVEN_COPY=org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy
HOME_FOLDER=$PWD/var/verapdf
JAR=$HOME_FOLDER/greenfield-apps-$VERSION.jar

# Homebrew keeps its Java off the path.
for folder in /opt/homebrew/opt/openjdk/bin /usr/local/opt/openjdk/bin; do
    [ ! -x "$folder/java" ] || PATH="$folder:$PATH"
done

has_java() {
    local major
    major=$(java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    [ "${major:-0}" -ge 11 ]
}

install_java() {
    WANTED=
    has_java || WANTED="default-jre-headless"
    is_fetched || command -v mvn >/dev/null || WANTED="$WANTED maven"
    [ -n "$WANTED" ] || return 0
    if command -v apt-get >/dev/null; then
        as_root apt-get update -qq
        # shellcheck disable=SC2086
        apt_install $WANTED
    elif command -v brew >/dev/null; then
        say "macOS: using Homebrew. This path has not been tested; tell us what went wrong."
        brew install openjdk maven
        for folder in /opt/homebrew/opt/openjdk/bin /usr/local/opt/openjdk/bin; do PATH="$folder:$PATH"; done
    else
        die "veraPDF needs Java 11 or later, and Maven to be fetched with. Install them, then run this again."
    fi
    has_java || die "The Java that is found first is older than 11."
}

is_fetched() { [ -f "$JAR" ] && [ "$(hash_text <"$JAR")" = "$SHA256" ]; }

# The one file holds all that it needs. Its hash is checked as those of the Python packages are.
fetch_verapdf() {
    if is_fetched; then return; fi
    say "Fetching veraPDF $VERSION with Maven"
    mkdir -p "$HOME_FOLDER"
    mvn --quiet --batch-mode -Dstyle.color=never $MAVEN_COPY -DoverWriteReleases=true \
        -Dartifact="org.verapdf.apps:greenfield-apps:$VERSION" -DoutputDirectory="$HOME_FOLDER" >&2 ||
        die "Maven could not fetch veraPDF."
    is_fetched || { rm -f "$JAR"; die "What Maven fetched is not the veraPDF $VERSION that is known here."; }
}

install_java
fetch_verapdf
say "Checking with veraPDF $VERSION"
exec .venv/bin/python -m tests.verapdf --jar "$JAR" --home "$HOME_FOLDER" "$@"
