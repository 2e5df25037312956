# Sourced by ./run and ./test, with $root set: brings a bare Debian or Ubuntu to where the app and its tests run.
# shellcheck shell=sh disable=SC2034,SC2154 # a sourcing script sets $root and uses the package lists
# What is there already is left alone; what is missing is named and then installed. All words go to stderr.

runtime_packages="libglib2.0-0 libdbus-1-3 libegl1 libgl1 libfontconfig1 libxkbcommon0 libxcb-cursor0
    libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libxcb1 libxcb-screensaver0 libpulse0"
display_packages="xvfb dbus openbox xfce4-panel dunst xdotool"
voice_packages="libspeechd2 speech-dispatcher speech-dispatcher-espeak-ng pulseaudio pulseaudio-utils"
test_packages="trayer sway wtype imagemagick at-spi2-core python3-pyatspi gir1.2-atspi-2.0 desktop-file-utils appstream
    dex evolution-data-server gnome-keyring libfaketime pipewire pipewire-bin libglib2.0-bin dconf-gsettings-backend
    gsettings-desktop-schemas xsettingsd"
# A sound server of their own for the tests of calls. Where PipeWire serves the sound, a second one installed beside it
# would take it over, or turn it out: there these tests are left out, and pytest says so.
command -v pipewire-pulse >/dev/null || test_packages="$test_packages pulseaudio pulseaudio-utils"

# Where the dependencies go, and what uv is asked for besides the locked ones; ./test voice has its own.
environment="$root/.venv"
extras=

# Taken before those in PATH, where it is usable: Debian's is what users have, and is built with profile-guided
# optimisation. One that pyenv compiled as usual takes a quarter more time for a figure and for the tests.
system_python=/usr/bin/python3

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# Started without a stdin (by a service, say), the next file to be opened would take its place.
if ! { true <&0; } 2>/dev/null; then exec </dev/null; fi

# Prints those of the named packages that are not installed, under this name or as Debian 13 renamed some (t64).
missing_packages() {
    names=
    for name in "$@"; do names="$names $name ${name}t64"; done
    # shellcheck disable=SC2086 # a list of words
    there=" $(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' $names 2>/dev/null | sed -n 's/^ii *//p' | tr '\n' ' ')"
    for name in "$@"; do
        case "$there" in *" $name "* | *" ${name}t64 "*) ;; *) printf '%s ' "$name" ;; esac
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif (: </dev/tty) 2>/dev/null; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

install_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        [ "$(uname)" != Linux ] || say "Not a Debian or Ubuntu: please see that the like of these is installed: $*"
        return 0
    fi
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    say "Installing system packages: $missing"
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        fail "That needs root, and there is no sudo here. As root: apt-get install $missing"
    fi
    as_root apt-get -q update </dev/null >&2 || say "The package lists could not be renewed; going on with those at hand."
    names=
    for name in $missing; do
        if apt-cache show "${name}t64" >/dev/null 2>&1; then name="${name}t64"; fi
        names="$names $name"
    done
    # shellcheck disable=SC2086 # a list of words
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y -o DPkg::Lock::Timeout=300 --no-install-recommends install $names </dev/null >&2 ||
        fail "apt-get could not install them. As root: apt-get install$names"
}

# Whether this is a Python of 3.11 or newer, and a whole one: Debian's python3-minimal has no SQLite.
is_usable() {
    "$1" -c 'import sqlite3, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for python in python3 python3.11 python3.12 python3.13 python3.14; do
        if is_usable "$python"; then return 0; fi
    done
    fail "Python 3.11 or newer is needed. On Debian 12: apt-get install python3"
}

# uv as found, or the one of uv.txt, by version and hash, in a folder of its own beside .venv. pip takes it from where
# it is configured to: PyPI, a mirror or a folder of wheels.
find_uv() {
    PATH="$PATH:$root/.uv/bin"
    if is_uv_there; then return 0; fi
    find_python
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        install_packages "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    say "Installing uv into .uv"
    "$python" -m venv --clear "$root/.uv" || fail "No virtual environment could be made with $python."
    fetch_uv
}

# Whether there is a uv, and if it is ours, whether it is still the one of uv.txt.
is_uv_there() {
    found=$(uv --version 2>/dev/null) || return 1
    [ "$(command -v uv)" = "$root/.uv/bin/uv" ] || return 0
    found=${found#uv }
    case "$(cat "$root/packaging/linux/uv.txt")" in *"uv==${found%% *} "*) return 0 ;; esac
    return 1
}

fetch_uv() {
    if said=$("$root/.uv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
        --only-binary=:all: --require-hashes -r "$root/packaging/linux/uv.txt" 2>&1); then return 0; fi
    case "$said" in
    *"DO NOT MATCH THE HASHES"*)
        fail "The uv that was fetched is not the one of packaging/linux/uv.txt (its hash differs); it was not installed."
        ;;
    esac
    say "$said"
    fail "uv could not be fetched."
}

sync_environment() {
    find_uv
    # Who has got the extra keeps it when the rest is renewed.
    for file in "$environment"/lib/python*/site-packages/PySide6/QtTextToSpeech.*; do
        case "$file" in *.pyi | *'*'*) ;; *) extras="--extra voice" ;; esac
    done
    if [ -z "${UV_PYTHON-}" ] && is_usable "$system_python"; then export UV_PYTHON="$system_python"; fi
    say "Installing the locked dependencies into ${environment##*/}"
    # shellcheck disable=SC2086 # a list of words
    env -u VIRTUAL_ENV UV_COMPILE_BYTECODE=1 UV_PROJECT_ENVIRONMENT="$environment" \
        uv sync --locked --project "$root" $extras >&2 ||
        fail "The dependencies could not be installed; what uv says is above."
    printf '%s\n' "$1" >"$environment/set-up"
}

# set_up PACKAGES…: the packages each time (it takes a moment), .venv only when what it is made from has changed.
set_up() {
    # shellcheck disable=SC2068 # lists of words
    install_packages $@
    made_from=$({ printf '%s\n' "$root" && cat "$root/uv.lock" "$root/pyproject.toml"; } | cksum)
    if [ -x "$environment/bin/intermezzo" ] && [ -x "$environment/bin/python" ] &&
        [ "$(cat "$environment/set-up" 2>/dev/null)" = "$made_from" ]; then return 0; fi
    if command -v flock >/dev/null; then
        # ./run and ./test may come at the same time; the second finds the work of the first.
        (flock 9 && sync_environment "$made_from") 9<"$root/uv.lock"
    else
        sync_environment "$made_from"
    fi
}
