#!/usr/bin/env bash
# Install the Debian/Ubuntu packages that Tập Huấn needs and that this machine lacks; say so first.
#   system-packages.sh run      libraries and fonts for the window
#   system-packages.sh test     the same, and the programs that the tests and benchmarks use
#   system-packages.sh python   a Python that can make virtual environments
#   system-packages.sh linux    what builds the Debian package and looks it over
#   system-packages.sh windows  what builds the Windows program, tells who signed its parts, and tries it
# Where there is no apt, or nothing is missing, it does nothing. This is the one list of system packages.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL=C

# What Qt's libraries and its xcb, wayland, offscreen and camera plugins load, and the package holding it; a test
# compares it with what they ask for. "a|b": the first one that this release offers.
LIBRARIES="
libEGL.so.1             libegl1
libGL.so.1              libgl1
libX11.so.6             libx11-6
libX11-xcb.so.1         libx11-xcb1
libXext.so.6            libxext6
libXrandr.so.2          libxrandr2
libbrotlidec.so.1       libbrotli1
libcups.so.2            libcups2t64|libcups2
libdbus-1.so.3          libdbus-1-3
libdrm.so.2             libdrm2
libfontconfig.so.1      libfontconfig1
libfreetype.so.6        libfreetype6
libglib-2.0.so.0        libglib2.0-0t64|libglib2.0-0
libgssapi_krb5.so.2     libgssapi-krb5-2
libpulse.so.0           libpulse0
libwayland-client.so.0  libwayland-client0
libwayland-cursor.so.0  libwayland-cursor0
libwayland-egl.so.1     libwayland-egl1
libxcb.so.1             libxcb1
libxcb-cursor.so.0      libxcb-cursor0
libxcb-glx.so.0         libxcb-glx0
libxcb-icccm.so.4       libxcb-icccm4
libxcb-image.so.0       libxcb-image0
libxcb-keysyms.so.1     libxcb-keysyms1
libxcb-randr.so.0       libxcb-randr0
libxcb-render.so.0      libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0       libxcb-shape0
libxcb-shm.so.0         libxcb-shm0
libxcb-sync.so.1        libxcb-sync1
libxcb-util.so.1        libxcb-util1
libxcb-xfixes.so.0      libxcb-xfixes0
libxcb-xkb.so.1         libxcb-xkb1
libxkbcommon.so.0       libxkbcommon0
libxkbcommon-x11.so.0   libxkbcommon-x11-0
libzstd.so.1            libzstd1
"

say() { printf '%s\n' "$*" >&2; }

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# Whether LibreOffice has a module: its command may be there without any.
has_office() {
    local program
    program=$(command -v soffice) && program=$(readlink -f "$program") &&
        [ -e "${program%/program/*}/share/registry/$1.xcd" ]
}

# The packages (or "a|b" choices) that are missing, one a line.
missing() {
    case $1 in
    python)
        # Whether a Python is usable is the caller's to find out; it asks only when none is.
        python_packages
        [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
        return
        ;;
    linux)
        command -v strip >/dev/null || echo binutils
        command -v dpkg-shlibdeps >/dev/null || echo dpkg-dev
        command -v lintian >/dev/null || echo lintian
        command -v debootstrap >/dev/null || echo debootstrap
        return
        ;;
    windows)
        command -v makensis >/dev/null || echo nsis
        command -v x86_64-w64-mingw32-gcc >/dev/null || echo gcc-mingw-w64-x86-64-win32
        command -v osslsigncode >/dev/null || echo osslsigncode
        command -v debootstrap >/dev/null || echo debootstrap
        return
        ;;
    esac
    local known soname package module
    known=$(ldconfig -p)
    while read -r soname package; do
        [ -z "$soname" ] && continue
        case $known in *"$soname "*) ;; *) echo "$package" ;; esac
    done <<<"$LIBRARIES"
    # Sheets: fonts-liberation before 2.0 is also called "Liberation Serif" but lacks most Vietnamese letters.
    if ! installed fonts-liberation2 &&
        ! { installed fonts-liberation &&
            dpkg --compare-versions "$(dpkg-query -W -f '${Version}' fonts-liberation)" ge 1:2; }; then
        echo "fonts-liberation2|fonts-liberation"
    fi
    # The window: a plain font with every Vietnamese letter.
    installed fonts-noto-core || installed fonts-dejavu-core || echo fonts-dejavu-core
    if [ "$1" = test ]; then
        # Workbooks and Word files through another office program.
        for module in calc writer; do
            has_office "$module" || echo "libreoffice-$module-nogui|libreoffice-$module"
        done
        # A server that several desks share.
        ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || echo postgresql
        # A print queue that a test starts itself, which only root can: its server without its filters prints nothing.
        if [ "$(id -u)" = 0 ]; then
            installed cups || echo cups
            [ -e /usr/lib/cups/backend/cups-pdf ] || echo printer-driver-cups-pdf
        fi
    fi
}

# Packages giving a Python of at least 3.11 that can make virtual environments.
python_packages() {
    if [ -n "${PYTHON_FOUND:-}" ]; then # there is a Python, but Debian ships its venv apart
        echo "python$PYTHON_FOUND-venv|python3-venv"
        return
    fi
    echo "python3.13|python3.12|python3.11"
    echo "python3.13-venv|python3.12-venv|python3.11-venv"
}

offered() {
    local candidate
    candidate=$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: //p')
    [ -n "$candidate" ] && [ "$candidate" != "(none)" ]
}

# "a|b" -> the first one that apt offers; nothing when it offers none.
choose() {
    local choice
    for choice in ${1//|/ }; do
        if offered "$choice"; then
            echo "$choice"
            return
        fi
    done
    say "  (apt offers no $1; going on without it)"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@" </dev/null
    elif [ -t 0 ] || [ -t 2 ]; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@" </dev/null
    fi
}

main() {
    local wanted needed packages="" item
    wanted=${1:?run, test, python, linux or windows}
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        return 0 # not Debian or Ubuntu
    fi
    needed=$(missing "$wanted")
    [ -z "$needed" ] && return 0
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        say "System packages are missing and there is no sudo to install them; as root: apt-get install" \
            $(sed 's/|.*//' <<<"$needed")
        return 0
    fi
    say "Some system packages are missing. Updating the list of packages (apt-get update) …"
    as_root apt-get -qq update >&2 || { sleep 5; as_root apt-get -qq update >&2; } ||
        say "The list could not be updated; trying with the one that is here."
    for item in $needed; do
        packages="$packages $(choose "$item")"
    done
    [ -z "${packages// /}" ] && return 0
    say "Installing these system packages (apt-get install):"
    say " " $packages
    if ! as_root apt-get -qq -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 install --no-install-recommends \
        $packages >&2; then
        say "They could not be installed; going on without them. By hand: sudo apt-get install$packages"
    fi
}

main "$@"
