"""A program folder, on every system: packages in `site`, the program in `app`, notices in `licences`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from runpy import run_path

from tools.packing import PACKAGING, ROOT, notices, pruning
from tools.packing.systems import System

BY_NAME = ("phonenumbers.data.", "keyring.backends.", "encodings.", "_sysconfigdata_", "tzdata.zoneinfo.")
"""How modules begin that are imported only by names put together at run time: number plans by country, the keyring of the
system, encodings, how Python was built, time zones where the system has none."""
_KEPT_OF_INFO = ("METADATA", "entry_points.txt")
"""What a program reads of a package's description: its version, and what it offers others."""
_AS_SOURCE = ("desktop/store/migrations/", "cv2/config")
"""Alembic reads its scripts as files, OpenCV what tells where its library is."""
_IN_SITE = re.compile(r"^[^/]+\.data/(?:platlib|purelib)/")
"""What a wheel holds there stands among the packages too (the specification of wheels, "The .data directory")."""
START = "start.py"
_COMPILE = """
import compileall, py_compile, sys
mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
compileall.compile_dir(sys.argv[1], quiet=2, legacy=True, workers=0, stripdir=sys.argv[1], invalidation_mode=mode)
"""
"""What a template or an old file of a package does not compile to, stays a source."""


def say(sentence: str) -> None:
    """Tell whoever builds."""
    print(sentence, flush=True)  # noqa: T201 - a build's own talk


def size_of(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def placed(member: str) -> str:
    """Where a file of a wheel stands among the packages, by its name in the wheel."""
    return _IN_SITE.sub("", member)


def packages(
    wheels: Mapping[str, Path],
    system: System,
    place: Callable[[str], Path],
    licences: Path,
    python: Mapping[str, Path] | None = None,
    beside: Path | None = None,
) -> set[str]:
    """Unpack what travels of the wheels (package → file), that of each package below its `place`, and write the notices.

    `python`: the library of Python itself, its files by the names of their modules; which of them travel is returned.
    `beside`: where what only cameras need goes, if it goes along.
    """
    standard = python or {}
    archives = {package: zipfile.ZipFile(file) for package, file in wheels.items()}
    names = {p: {placed(n): n for n in a.namelist() if not n.endswith("/")} for p, a in archives.items()}
    home = {name: (archives[package], inner) for package, found in names.items() for name, inner in found.items()}

    @cache
    def read(name: str) -> bytes:
        if name not in home:
            return standard[name].read_bytes()
        archive, inner = home[name]
        return archive.read(inner)

    sources = pruning.sources_of(ROOT / "desktop")
    travelling = pruning.travelling(names, read, sources, BY_NAME, system, standard)
    kept = travelling.kept
    if beside is not None:
        for name in travelling.beside:
            _write(beside / name, read(name))
    for package, found in names.items():
        for name in found:
            if name in kept and (".dist-info/" not in name or PurePosixPath(name).name in _KEPT_OF_INFO):
                _write(place(package) / name, read(name))
    notices.write(licences, names, read)
    return kept & standard.keys()


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def program(folder: Path) -> None:
    """Put the program with its resources into `folder`."""
    for file in sorted((ROOT / "desktop").rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            target = folder / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    shutil.copyfile(PACKAGING / START, folder / START)
    resource_files = run_path(str(PACKAGING / "build_hook.py"))["resource_files"]
    with tempfile.TemporaryDirectory() as scratch:
        for file, place in resource_files(ROOT, Path(scratch)):
            target = folder / "desktop" / "_resources" / place
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def compile_modules(python: Sequence[str], folders: Iterable[Path]) -> None:
    """Have a Python compile every module; where that works only the compiled one stays. Raises CalledProcessError."""
    for folder in folders:
        subprocess.run([*python, "-c", _COMPILE, str(folder)], check=True)
        for source in folder.rglob("*.py"):
            place = source.relative_to(folder).as_posix()
            compiled = source.with_suffix(".pyc")
            if place.startswith(_AS_SOURCE) or place == START:
                compiled.unlink(missing_ok=True)
            elif compiled.exists():
                source.unlink()


def moment() -> int:
    """The time of the commit, which every file gets, so that the same source makes the same files."""
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(os.environ.get("SOURCE_DATE_EPOCH") or asked.stdout.strip() or 315532800)


def same_times(*folders: Path) -> None:
    """Give every file that time."""
    at = moment()
    for folder in folders:
        for file in [folder, *folder.rglob("*")]:
            os.utime(file, (at, at), follow_symlinks=False)
