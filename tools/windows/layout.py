"""The program folder for Windows: CPython in `python`, what packages and program need of `tools.packing`, two launchers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from runpy import run_path

from tools.packing import PACKAGING, folder, wheels
from tools.packing.folder import say
from tools.packing.systems import WINDOWS
from tools.windows import EXTRAS, PARTS, PROGRAM, launcher, parts

SERVING = "serving"
"""The optional part that holds a PostgreSQL, for sharing a conference from this computer."""


def lay_out(archive: Path, version: str) -> None:
    """Make the program folder and those of the optional parts anew. Raises what its steps raise."""
    for place in (PROGRAM, EXTRAS):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
    python = PROGRAM / "python"
    parts.unpack_cpython(archive, python)
    say(parts.check_signatures(python))
    for file in python.iterdir():
        if file.suffix in (".exe", ".cat"):  # the program has its own start; the catalogue is for who installs CPython
            file.unlink()
    name = f"python{WINDOWS.short.replace('.', '')}"
    (python / f"{name}._pth").write_text(f"{name}.zip\n.\n..\\site\n..\\app\n", encoding="utf-8")
    owner = wheels.owners(WINDOWS)
    folder.packages(
        wheels.wheels(PARTS),
        WINDOWS,
        lambda package: (EXTRAS / owner[package] if owner[package] else PROGRAM) / "site",
        PROGRAM / "licences",
    )
    bring = run_path(str(PACKAGING / "bring_postgresql.py"))
    (EXTRAS / SERVING).mkdir()
    bring["unpack"](parts.postgresql(), EXTRAS / SERVING / "postgresql")
    folder.program(PROGRAM / "app")
    (PROGRAM / "licences" / "cpython").mkdir()
    (python / "LICENSE.txt").replace(PROGRAM / "licences" / "cpython" / "LICENSE.txt")
    launcher.compile_into(PROGRAM, PROGRAM.parent / "launcher", version)
    compiles = same_python()
    if compiles is None:
        say(f"No Python {WINDOWS.short} here: the modules travel as sources, and compile at the first start.")
    else:
        folder.compile_modules(compiles, (PROGRAM / "site", PROGRAM / "app", *EXTRAS.glob("*/site")))
    folder.same_times(PROGRAM, EXTRAS)


def same_python() -> list[str] | None:
    """How to run a Python here whose compiled modules the Windows one reads: of the same version, asked of itself."""
    name = f"python{WINDOWS.short}"
    managed = sorted(Path.home().glob(f".pyenv/versions/{WINDOWS.short}.*/bin/{name}"))
    for command in (os.environ.get("COMPILE_WITH", "").split(), [sys.executable], [name], *([str(m)] for m in managed)):
        if command and shutil.which(command[0]):
            asked = [*command, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
            said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
            if said == WINDOWS.short:
                return command
    return None
