#!/bin/sh
# Makes or updates one Python environment with uv; `make setup` and the Linux installer share it.
#   environment.sh UV_FOLDER VENV ARGUMENTS...     runs `uv pip install ARGUMENTS` into VENV
# uv is the one on PATH, else one that is put into UV_FOLDER from the package index with the system's Python.
set -eu

uv_folder=$1
venv=$2
shift 2

# Trust what the system trusts: behind an inspecting proxy only its own certificate store knows the way out. (Two names, old uv and new.)
export UV_NATIVE_TLS="${UV_NATIVE_TLS:-1}" UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"

say() { printf 'fieldmark: %s\n' "$*" >&2; }

fits() { # a Python 3.11 to 3.13 that has the parts of the standard library that Fieldmark uses
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys, ctypes, sqlite3, ssl; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if fits "$candidate"; then
        python=$("$candidate" -c 'import sys; print(sys.executable)')
        break
    fi
done

uv_is_usable() { "$1" pip install --help 2>/dev/null | grep -q -e '--group'; }

if command -v uv >/dev/null 2>&1 && uv_is_usable uv; then
    uv=uv
else
    uv=$uv_folder/bin/uv
    if ! "$uv" --version >/dev/null 2>&1; then
        if ! command -v "${python:-python3}" >/dev/null 2>&1; then
            say "there is no Python here. Install Python 3.11, 3.12 or 3.13 (Debian, Ubuntu: apt-get install python3 python3-venv)."
            exit 1
        fi
        if ! "${python:-python3}" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            say "this Python cannot make environments: its venv module is missing."
            say "Install it (Debian, Ubuntu: apt-get install python3-venv), then repeat the command."
            exit 1
        fi
        say "fetching the installer uv"
        rm -rf "$uv_folder"
        "${python:-python3}" -m venv "$uv_folder"
        if ! "$uv_folder/bin/pip" install --quiet --disable-pip-version-check uv; then
            say "uv could not be fetched from the package index. Check the network, then repeat the command."
            exit 1
        fi
    fi
fi

if [ -z "$python" ]; then
    say "no usable Python 3.11, 3.12 or 3.13 here; uv will fetch its own 3.12 (set PYTHON to name another)."
    python=3.12
fi

if ! "$venv/bin/python" -c '' >/dev/null 2>&1; then
    if ! "$uv" venv --quiet --clear --python "$python" "$venv"; then
        say "could not make the environment. Install Python 3.11, 3.12 or 3.13, then repeat the command."
        exit 1
    fi
fi
"$uv" pip install --python "$venv/bin/python" "$@"
