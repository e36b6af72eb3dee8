"""What every round of `make windows-check` works with: the installed program, and the table of what was seen."""

from __future__ import annotations

import os
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from desktop import __version__
from tools.packing.report import Report
from tools.packing.tree import Outcome
from tools.windows import DIST, parts, shims
from tools.windows.wine import Wine, stand_ins


@dataclass(slots=True)
class Bench:
    """The machine, the table, and how to call what is installed there."""

    wine: Wine
    report: Report

    @property
    def folder(self) -> Path:
        """Where the setup puts the program."""
        return self.wine.home / "AppData" / "Local" / "Programs" / "TapHuan"

    @property
    def data(self) -> Path:
        """Where the program keeps the user's data."""
        return self.wine.home / "AppData" / "Local" / "tap-huan"

    def command(
        self, *words: str, seconds: float = 240, folder: Path | None = None, data: Path | None = None, **variables: str
    ) -> Outcome:
        """A command of the installed program, or of one in another `folder`, on the default data file or another."""
        program = self.wine.windows_path((folder or self.folder) / "tap-huan.exe")
        before = ["--data", self.wine.windows_path(data)] if data else []
        return self.wine.run(program, *before, *words, seconds=seconds, **variables)

    def setup(self, *words: str) -> Outcome:
        """The setup, silently."""
        here = self.wine.work / setup_file().name
        if not here.exists():
            shutil.copyfile(setup_file(), here)
        return self.wine.run(self.wine.windows_path(here), "/S", *words, seconds=600)

    def stand_in(self, folder: Path) -> list[Path]:
        """Put what Wine lacks beside the programs in `folder`; the files put there."""
        put = []
        for library in stand_ins():
            places = [
                folder,
                folder / "python",
                folder / "site" / "PySide6",
            ]
            for place in places:
                shutil.copyfile(library, place / library.name)
                put.append(place / library.name)
        shims.mend_numpy(folder / "site", stand_ins()[0].parent)
        return put

    def python(self) -> Path:
        """The Windows Python itself, beside what is installed, for what has to be done there besides the program."""
        program = self.folder / "python" / "python.exe"
        if not program.exists():
            with zipfile.ZipFile(parts.cpython()) as packed:
                member = next(name for name in packed.namelist() if name.endswith("python.exe"))
                program.write_bytes(packed.read(member))
        return program

    def run_python(self, *words: str, seconds: float = 240, **variables: str) -> Outcome:
        """Run that Python."""
        return self.wine.run(self.wine.windows_path(self.python()), *words, seconds=seconds, **variables)


def setup_file() -> Path:
    """The setup that `make windows` makes, or the one that SETUP names."""
    given = os.environ.get("SETUP")
    return Path(given) if given else DIST / f"TapHuan-{__version__}-setup.exe"


def portable_file() -> Path:
    """The portable program that `make windows` makes."""
    return DIST / f"TapHuan-{__version__}-portable.zip"
