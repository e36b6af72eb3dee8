#!/usr/bin/env bash
# Make this machine ready: a Python, .venv with the pinned packages, and the system packages.
#   set-up.sh run | test
# Running it again when nothing has changed takes a moment only.
set -euo pipefail
cd "$(dirname "$0")/../.."
wanted=${1:-run}
packages=resources/packaging/system-packages.sh
oldest="3, 11"

say() { printf '%s\n' "$*" >&2; }

new_enough() { "$1" -c "import sys; sys.exit(sys.version_info < ($oldest))" </dev/null >/dev/null 2>&1; }
makes_venv() { "$1" -c "import ensurepip, venv" </dev/null >/dev/null 2>&1; }

# The first Python that is new enough (and, when asked, can make virtual environments).
find_python() {
    local candidate
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        if new_enough "$candidate" && { [ "${1:-}" != venv ] || makes_venv "$candidate"; }; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

make_venv() {
    local python
    if ! python=$(find_python venv); then
        PYTHON_FOUND=""
        if python=$(find_python); then
            PYTHON_FOUND=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        fi
        export PYTHON_FOUND
        "$packages" python
        if ! python=$(find_python venv); then
            say "Tập Huấn needs Python 3.11 or newer with venv: install one (https://www.python.org/downloads/), then run make again."
            exit 1
        fi
    fi
    say "Making .venv with $("$python" --version) …"
    "$python" -m venv --clear .venv
}

# What pyproject.toml asks for (with the extras given), as a list for pip.
requirements() {
    .venv/bin/python - "$@" <<'PYTHON'
import sys, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))["project"]
wanted = list(project["dependencies"])
for extra in sys.argv[1:]:
    wanted += project["optional-dependencies"][extra]
print("\n".join(wanted))
PYTHON
}

# install_packages NAME EXTRA…: a richer set-up counts for the plainer ones too.
install_packages() {
    local stamp=.venv/.ready-$1
    shift
    if [ -e "$stamp" ] && [ ! pyproject.toml -nt "$stamp" ] && [ ! constraints.txt -nt "$stamp" ]; then
        return 0
    fi
    say "Installing the pinned Python packages into .venv …"
    requirements "$@" >.venv/requirements.txt
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
        --constraint constraints.txt --requirement .venv/requirements.txt </dev/null >&2
    touch "$stamp"
}

# An optional part: without it all works but sharing a conference from this computer.
bring_postgresql() {
    .venv/bin/python resources/packaging/bring_postgresql.py </dev/null >&2 ||
        say "PostgreSQL could not be unpacked; going on without it."
}

if ! { new_enough .venv/bin/python && .venv/bin/python -c 'import pip'; } >/dev/null 2>&1; then
    make_venv
fi
case $wanted in
run)
    "$packages" run
    install_packages run signatures scans
    bring_postgresql
    ;;
test)
    "$packages" test
    install_packages test dev signatures scans
    bring_postgresql
    touch .venv/.ready-run
    ;;
*)
    say "set-up.sh run | test"
    exit 2
    ;;
esac
