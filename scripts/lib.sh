# shellcheck shell=bash
# What run and test share: telling what goes on, and installing what is missing. Sourced, never run.
# Everything that is not Debian's own lands in .tools/, node_modules/ and target/, so that deleting the folder removes it all.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
SECONDS=0

TOOLS=$PWD/.tools
LOGS=$TOOLS/log
TARGET=${CARGO_TARGET_DIR:-$PWD/target}
mkdir -p "$LOGS"

say() { printf '[%4ds] %s\n' "$SECONDS" "$*"; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }

# Runs a command quietly: a line when it starts, its output only when it fails.
quietly() {
    local what=$1 log
    shift
    say "$what"
    log=$LOGS/$(printf '%s' "$what" | tr -c 'A-Za-z0-9\n' '-').txt
    "$@" >"$log" 2>&1 </dev/null || { tail -n 60 "$log" >&2; fail "That did not work: $what. All of its output is in $log"; }
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Installs the Debian packages named that are not there yet, all in one go.
need_packages() {
    local missing=() package
    for package in "$@"; do installed "$package" || missing+=("$package"); done
    [ ${#missing[@]} = 0 ] && return
    command -v apt-get >/dev/null || fail "Install these first, by the names that your system has for them: ${missing[*]}"
    quietly "Reading Debian's list of packages" as_root apt-get update -q
    quietly "Installing ${missing[*]}" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

need_rust() {
    command -v cargo >/dev/null || fail "dardr needs Rust 1.94 or later and found none: see https://rustup.rs, then run this again."
    command -v cc >/dev/null || need_packages build-essential
}

# The Python that the tests' tools and, on a machine without it, Node come from. $1 is the folder, $2 the list of what goes in.
need_python() {
    local folder=$1 list=$2 python=python3
    [ -f "$folder/.installed" ] && cmp -s "$list" "$folder/.installed" && return
    if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
        need_packages python3-venv
        python=/usr/bin/python3
    fi
    rm -rf "$folder"
    quietly "Making a Python environment" "$python" -m venv "$folder"
    quietly "Installing what $(basename "$list") names" "$folder/bin/pip" install --quiet --no-input -r "$list"
    cp "$list" "$folder/.installed"
}

# The assets' tools and the browser tests need Node 18 or later. Where there is none, one comes from PyPI in 60 MB: Debian's npm brings 400 packages with it.
need_node() {
    local major
    major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
    if [ "$major" -lt 18 ] || ! command -v npm >/dev/null; then
        need_python "$TOOLS/node" scripts/node.txt
        export PATH=$TOOLS/node/bin:$PATH
    fi
}

need_npm_packages() {
    [ -f node_modules/.installed ] && cmp -s package-lock.json node_modules/.installed && return
    quietly "Installing the npm packages of package-lock.json" npm ci --no-audit --no-fund
    cp package-lock.json node_modules/.installed
}

# Stylesheet, scripts and fonts, embedded by the build. The script does nothing when they are up to date.
need_assets() { quietly "Building the stylesheet, the scripts and the fonts" scripts/build-assets; }
