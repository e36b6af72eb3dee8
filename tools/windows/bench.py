"""What every round of `make windows-check` works with: the installed program, and the table of what was seen."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop import __version__
from tools.packing.folder import say
from tools.windows import DIST, parts
from tools.windows.wine import Outcome, Wine, stand_ins


@dataclass(slots=True)
class Report:
    """What was tried and seen, printed as it goes and once more at the end."""

    lines: list[tuple[bool | None, str, str]] = field(default_factory=list)

    def add(self, good: bool | None, tried: str, seen: str) -> None:
        """One line: whether it was as it should be (None: to be looked at), what was tried, what was seen."""
        self.lines.append((good, tried, seen))
        say(self._line(good, tried, seen))

    def expect(self, tried: str, outcome: Outcome, good: bool, seen: str = "") -> None:
        """A line about a program that was run; what it said last where that was not as it should be."""
        last = outcome.said.strip().splitlines()[-1:] or [""]
        told = seen if seen and good else f"exit {outcome.code}: {seen or last[0][:160]}"
        self.add(good, tried, f"{told} ({outcome.seconds:.0f} s)")

    def step(self, name: str, work: Callable[[], None]) -> None:
        """A part of a round: where it breaks off, that is a line too, and the next one is done."""
        try:
            work()
        except (OSError, ValueError, LookupError, subprocess.SubprocessError) as error:
            self.add(False, name, f"broke off: {type(error).__name__}: {error}"[:300])

    @staticmethod
    def _line(good: bool | None, tried: str, seen: str) -> str:
        mark = {True: "ok    ", False: "WRONG ", None: "look  "}[good]
        return f"{mark} {tried}: {seen}"

    def failed(self) -> list[str]:
        """What was not as it should be."""
        return [tried for good, tried, _seen in self.lines if good is False]

    def table(self) -> str:
        """Everything once more."""
        return "\n".join(self._line(*line) for line in self.lines)


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


def first_line(text: str) -> str:
    """The first line of what a program said, for the table."""
    lines: Sequence[str] = text.strip().splitlines() or [""]
    return lines[0][:200]
