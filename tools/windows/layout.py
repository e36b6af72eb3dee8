"""The program folder: CPython in `python`, packages in `site`, the program in `app`, notices in `licences`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from runpy import run_path

from tools.windows import DATA, EXTRAS, PROGRAM, ROOT, launcher, notices, parts, pruning

BY_NAME = ("phonenumbers.data", "keyring.backends")
"""Packages imported only by names put together at run time: number plans by country, the keyring of the system."""
SERVING = "serving"
"""The optional part that holds a PostgreSQL, for sharing a conference from this computer."""
_KEPT_OF_INFO = ("METADATA", "entry_points.txt")
"""What a program reads of a package's description: its version, and what it offers others."""
_AS_SOURCE = "desktop/store/migrations/"
"""Alembic reads its scripts as files."""
_COMPILE = """
import compileall, py_compile, sys
mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
compileall.compile_dir(sys.argv[1], quiet=2, legacy=True, workers=0, stripdir=sys.argv[1], invalidation_mode=mode)
"""
"""What a template or an old file of a package does not compile to, stays a source."""


def lay_out(archive: Path, version: str) -> None:
    """Make the program folder and those of the optional parts anew. Raises what its steps raise."""
    for folder in (PROGRAM, EXTRAS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    python = PROGRAM / "python"
    parts.unpack_cpython(archive, python)
    say(parts.check_signatures(python))
    for file in python.iterdir():
        if file.suffix in (".exe", ".cat"):  # the program has its own start; the catalogue is for who installs CPython
            file.unlink()
    name = f"python{parts.PYTHON.replace('.', '')}"
    (python / f"{name}._pth").write_text(f"{name}.zip\n.\n..\\site\n..\\app\n", encoding="utf-8")
    _packages(parts.wheels())
    bring = run_path(str(ROOT / "resources" / "packaging" / "bring_postgresql.py"))
    (EXTRAS / SERVING).mkdir()
    bring["unpack"](parts.postgresql(), EXTRAS / SERVING / "postgresql")
    _program(PROGRAM / "app")
    (PROGRAM / "licences" / "cpython").mkdir()
    (python / "LICENSE.txt").replace(PROGRAM / "licences" / "cpython" / "LICENSE.txt")
    launcher.compile_into(PROGRAM, PROGRAM.parent / "launcher", version)
    _compile()
    _same_times()


def say(sentence: str) -> None:
    """Tell whoever builds."""
    print(sentence, flush=True)  # noqa: T201 - a build's own talk


def _packages(wheels: Mapping[str, Path]) -> None:
    archives = {package: zipfile.ZipFile(file) for package, file in wheels.items()}
    names = {p: [n for n in a.namelist() if not n.endswith("/")] for p, a in archives.items()}
    home = {name: archives[package] for package, found in names.items() for name in found}

    @cache
    def read(name: str) -> bytes:
        return home[name].read(name)

    kept = pruning.travelling(names, read, pruning.sources_of(ROOT / "desktop"), BY_NAME)
    owner = parts.owners()
    for package, found in names.items():
        extra = owner[package]
        folder = (EXTRAS / extra if extra else PROGRAM) / "site"
        for name in found:
            if name in kept and (".dist-info/" not in name or PurePosixPath(name).name in _KEPT_OF_INFO):
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(read(name))
    notices.write(PROGRAM / "licences", names, read)


def _program(folder: Path) -> None:
    for file in sorted((ROOT / "desktop").rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            target = folder / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    shutil.copyfile(DATA / "start.py", folder / "start.py")
    resource_files = run_path(str(ROOT / "resources" / "packaging" / "build_hook.py"))["resource_files"]
    with tempfile.TemporaryDirectory() as scratch:
        for file, place in resource_files(ROOT, Path(scratch)):
            target = folder / "desktop" / "_resources" / place
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def same_python() -> list[str] | None:
    """How to run a Python here whose compiled modules the Windows one reads: of the same version, asked of itself."""
    name = f"python{parts.PYTHON}"
    managed = sorted(Path.home().glob(f".pyenv/versions/{parts.PYTHON}.*/bin/{name}"))
    for command in (os.environ.get("COMPILE_WITH", "").split(), [sys.executable], [name], *([str(m)] for m in managed)):
        if command and shutil.which(command[0]):
            asked = [*command, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
            said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
            if said == parts.PYTHON:
                return command
    return None


def _compile() -> None:
    python = same_python()
    if python is None:
        say(f"No Python {parts.PYTHON} here: the modules travel as sources, and compile at the first start.")
        return
    for folder in (PROGRAM / "site", PROGRAM / "app", *EXTRAS.glob("*/site")):
        subprocess.run([*python, "-c", _COMPILE, str(folder)], check=True)
        for source in folder.rglob("*.py"):
            place = source.relative_to(folder).as_posix()
            compiled = source.with_suffix(".pyc")
            if place.startswith(_AS_SOURCE) or place == "start.py":
                compiled.unlink(missing_ok=True)
            elif compiled.exists():
                source.unlink()


def _same_times() -> None:
    """Give every file the time of the commit, so that the same source makes the same setup."""
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    moment = int(os.environ.get("SOURCE_DATE_EPOCH") or asked.stdout.strip() or 315532800)
    for folder in (PROGRAM, EXTRAS):
        for file in folder.rglob("*"):
            os.utime(file, (moment, moment))
