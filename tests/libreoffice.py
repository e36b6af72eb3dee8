"""LibreOffice as the other office program of a test."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def missing(module: str) -> str:
    """Why LibreOffice's "calc" or "writer" can't be used here; "" when it can.

    The command alone promises nothing: Debian packs each module apart, and without its own a document gives no output
    and no error.
    """
    program = shutil.which("soffice")
    if program is None:
        return f"LibreOffice is not installed here (Debian and Ubuntu: apt install libreoffice-{module}-nogui)"
    home = Path(program).resolve().parents[1]
    registries = (home / "share" / "registry", home / "Resources" / "registry")  # the second on macOS
    if not any((folder / f"{module}.xcd").exists() for folder in registries):
        return f"LibreOffice has no {module} here (Debian and Ubuntu: apt install libreoffice-{module}-nogui)"
    return ""


def needs(module: str) -> None:
    """Skip the test where this module is missing."""
    if reason := missing(module):
        pytest.skip(reason)


def convert(path: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another kind ("ods", "xls:MS Excel 97"), in `folder`; its settings beside."""
    profile = f"-env:UserInstallation={(folder.parent / 'profile').resolve().as_uri()}"  # several may run at once
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=180)
    made = folder / f"{path.stem}.{kind.partition(':')[0]}"
    assert made.exists(), done.stdout + done.stderr
    return made
