"""`make linux`: the Debian packages and the folder as an archive, in dist/, with their sizes and checksums.

COMPRESS=quick makes them in a minute, half as large again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from desktop import __version__
from desktop.domain.releases import Edition
from tools.linux import CAMERA, DIST, OPTIONAL, PARTS, PROGRAM, SERVING, deb, layout
from tools.packing import folder, released, wheels
from tools.packing.folder import say, size_of
from tools.packing.systems import LINUX

_MIB = 1024 * 1024
_AIM = 220
"""In MiB."""
_TOOLS = {"strip": "binutils", "dpkg-shlibdeps": "dpkg-dev", "xz": "xz-utils"}


def main() -> int:
    """Build; 0 when everything is there."""
    missing = {package for program, package in _TOOLS.items() if shutil.which(program) is None}
    if missing:
        say(f"For make linux these are missing; on Debian: apt-get install {' '.join(sorted(missing))}")
        return 2
    wheels.fetch(LINUX, PARTS / "wheels")
    try:
        python = layout.python_packages(PARTS / "debs")
    except layout.NoPython:
        say(
            f"make linux takes Python {LINUX.short} from Debian 12, so that the program runs there and on all that is newer;"
            " apt does not offer it here. In a tree of Debian 12 (debootstrap bookworm) it works."
        )
        return 2
    layout.lay_out(python)
    quick = os.environ.get("COMPRESS") == "quick"
    program, *parts = deb.programs(layout.built_using(python))
    made = {deb.make(program, quick=quick): Edition.DEBIAN}
    made |= {deb.make(part, [deb.root_of(program)], quick=quick): Edition.SOURCE for part in parts}
    archives = {
        "": (PROGRAM, Edition.FOLDER),
        "-camera": (CAMERA, Edition.SOURCE),
        **{f"-{name}": (place, Edition.SOURCE) for name, place in OPTIONAL.items()},
        "-many-desks": (SERVING, Edition.SOURCE),
    }
    for name, (place, edition) in archives.items():
        if any(place.iterdir()):
            made[_pack(place, DIST / f"TapHuan-{__version__}-linux{name}.tar.xz", quick=quick)] = edition
    released.told(made)
    for file in made:
        say(f"{file.name}: {file.stat().st_size / _MIB:.1f} MiB")
    say(f"The folder: {size_of(PROGRAM) / _MIB:.0f} MiB (aim: {_AIM}); beside it, in MiB:")
    beside = {"camera": CAMERA, **OPTIONAL, "many desks": SERVING}
    say("  " + ", ".join(f"{name} {size_of(place) / _MIB:.0f}" for name, place in beside.items()))
    return 0


def _pack(place: Path, target: Path, *, quick: bool) -> Path:
    """A folder as TapHuan/… in an archive; the optional parts unpack into the same folder."""
    scratch = target.with_suffix(".new")
    with scratch.open("wb") as file:
        level = "-0" if quick else "-6"
        with subprocess.Popen(["xz", level, "--threads=1", "--stdout"], stdin=subprocess.PIPE, stdout=file) as xz:
            assert xz.stdin is not None
            with tarfile.open(fileobj=xz.stdin, mode="w|", format=tarfile.GNU_FORMAT) as packed:
                at = folder.moment()
                for each in sorted(place.rglob("*")):
                    about = packed.gettarinfo(each, f"TapHuan/{each.relative_to(place).as_posix()}")
                    about.uid = about.gid = 0
                    about.uname = about.gname = "root"
                    about.mode = 0o755 if about.isdir() or about.mode & 0o100 else 0o644
                    about.mtime = at
                    if about.isreg():
                        with each.open("rb") as body:
                            packed.addfile(about, body)
                    else:
                        packed.addfile(about)
            xz.stdin.close()
    if xz.returncode:
        raise subprocess.CalledProcessError(xz.returncode, "xz")
    scratch.replace(target)
    return target


if __name__ == "__main__":
    sys.exit(main())
