"""The program folder for Linux: Debian's own Python in `python`, what packages and program need of `tools.packing`, a launcher."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import zipfile
from pathlib import Path
from runpy import run_path

from tools.linux import CAMERA, DATA, OPTIONAL, PARTS, PROGRAM, SERVING, icu
from tools.packing import PACKAGING, folder, wheels
from tools.packing.binaries import can_be_mapped
from tools.packing.systems import LINUX

NAME = "tap-huan"
"""The program, and Python beside it, so that a list of processes names it."""
PYTHON_PACKAGES = tuple(
    f"{kind.format(LINUX.short)}" for kind in ("python{}-minimal", "libpython{}-minimal", "libpython{}-stdlib")
)
_URI = re.compile(r"'(?P<where>[^']+)' (?P<file>\S+) \d+ SHA256:(?P<hash>[0-9a-f]{64})")
_NOT_FOR_USE = ("/__pycache__/", "/config-", "/LICENSE.txt", "sitecustomize.py")


class NoPython(Exception):
    """Debian's Python for this program can't be had here."""


def python_packages(place: Path) -> list[Path]:
    """Debian's packages with its Python, as apt vouches for them. Raises NoPython where apt does not offer them."""
    place.mkdir(parents=True, exist_ok=True)
    asked = ["apt-get", "download", "--print-uris", *PYTHON_PACKAGES]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        said = ""
    offered = {match["file"]: match["hash"] for match in map(_URI.match, said.splitlines()) if match}
    if len(offered) != len(PYTHON_PACKAGES):
        raise NoPython
    if {file.name: wheels.sha256(file) for file in place.glob("*.deb")} != offered:
        for file in place.glob("*.deb"):
            file.unlink()
        subprocess.run(["apt-get", "-qq", "download", *PYTHON_PACKAGES], cwd=place, check=True)
    found = {file.name: wheels.sha256(file) for file in place.glob("*.deb")}
    if found != offered:
        raise NoPython
    return [place / name for name in sorted(offered)]


def built_using(packages: list[Path]) -> str:
    """Whose source these packages were built from, as Debian writes it: python3.11 (= 3.11.2-6)."""
    shown = "${source:Package} (= ${source:Version})"
    said = {
        subprocess.run(
            ["dpkg-deb", "--show", f"--showformat={shown}", str(p)], capture_output=True, text=True, check=True
        ).stdout
        for p in packages
    }
    return ", ".join(sorted(said))


def lay_out(packages: list[Path]) -> None:
    """Make the program folder anew, and what the optional parts add to it. Raises what its steps raise."""
    every = (PROGRAM, CAMERA, *OPTIONAL.values(), SERVING)
    for place in (*every, PARTS / "python"):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
    for package in packages:
        subprocess.run(["dpkg-deb", "--extract", str(package), str(PARTS / "python")], check=True)
    here = PARTS / "python" / "usr"
    library = here / "lib" / f"python{LINUX.short}"
    standard = {"python": here / "bin" / f"python{LINUX.short}"}
    for file in library.rglob("*"):
        if file.is_file() and not any(part in f"/{file.relative_to(library)}" for part in _NOT_FOR_USE):
            standard[file.relative_to(library).as_posix()] = file
    licences = PROGRAM / "licences"
    owner = wheels.owners(LINUX)

    def place_of(package: str) -> Path:
        return OPTIONAL.get(owner[package], PROGRAM) / "site"

    kept = folder.packages(wheels.wheels(PARTS / "wheels"), LINUX, place_of, licences, standard, CAMERA / "site")
    python = PROGRAM / "python"
    for name in kept - {"python"}:
        target = python / "lib" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(standard[name], target)
    shutil.copyfile(standard["python"], python / NAME)
    (python / NAME).chmod(0o755)
    (python / f"{NAME}._pth").write_text("lib.zip\nlib/lib-dynload\n../site\n../app\n", encoding="ascii")
    (licences / "cpython").mkdir()
    about = here / "share" / "doc" / f"libpython{LINUX.short}-minimal" / "copyright"
    shutil.copyfile(about, licences / "cpython" / "copyright")
    folder.program(PROGRAM / "app")
    shutil.copyfile(DATA / "launcher.sh", PROGRAM / NAME)
    (PROGRAM / NAME).chmod(0o755)
    compiled = [PROGRAM / "site", PROGRAM / "app", python / "lib", *(place / "site" for place in OPTIONAL.values())]
    folder.compile_modules([str(standard["python"]), "-I", "-S"], compiled)
    _packed(python / "lib")
    bring = run_path(str(PACKAGING / "bring_postgresql.py"))
    apart = PARTS / "postgresql"
    apart.mkdir(exist_ok=True)
    wheel = next(apart.glob("*.whl"), None) or bring["fetch"](apart)
    if wheel is not None:
        bring["unpack"](wheel, SERVING / "postgresql")
    for place in every:
        slimmed(place)
    folder.same_times(*every)


def _packed(library: Path) -> None:
    """Put Python's own modules into an archive beside their folder, a third as large; what is compiled to code stays there."""
    at = time.gmtime(folder.moment())[:6]
    with zipfile.ZipFile(library.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for module in sorted(library.rglob("*.pyc")):
            told = zipfile.ZipInfo(module.relative_to(library).as_posix(), at)
            archive.writestr(told, module.read_bytes(), zipfile.ZIP_DEFLATED, 9)
            module.unlink()
    for left in sorted((each for each in library.rglob("*") if each.is_dir()), reverse=True):
        if not any(left.iterdir()):
            left.rmdir()


def binaries(place: Path) -> list[Path]:
    """The programs and libraries below a folder."""
    found = []
    for file in sorted(place.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as content:
                if content.read(4) == b"\x7fELF":
                    found.append(file)
    return found


def slimmed(place: Path) -> None:
    """Leave out what only a debugger reads, and of ICU the languages that nobody here speaks. Raises CalledProcessError."""
    for file in binaries(place):
        file.chmod(0o755 if os.access(file, os.X_OK) and ".so" not in file.name else 0o644)
        if file.name.startswith("libicudata.so"):
            icu.slim(file)
        else:
            bare = file.with_name(f"{file.name}.bare")
            subprocess.run(["strip", "--strip-unneeded", "-o", str(bare), str(file)], check=True)
            if can_be_mapped(bare.read_bytes()):
                bare.chmod(file.stat().st_mode & 0o777)
                bare.replace(file)
            else:
                bare.unlink()
