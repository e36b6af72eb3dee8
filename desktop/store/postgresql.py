"""The programs of a PostgreSQL: those that came with the program, or an office's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from desktop import paths
from desktop.domain.errors import AppError

OLDEST = 14
"""The first version that the program works with."""
_NEEDED = ("initdb", "pg_ctl", "postgres")
_UNPRIVILEGED = ("postgres", "nobody")
_SECONDS = 20.0
_NO_WINDOW = 0x0800_0000
"""CREATE_NO_WINDOW: no console flashes up on Windows."""


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder that holds `initdb`, `pg_ctl` and `postgres`, and who runs them."""

    folder: Path
    user: str = ""
    """Another user of this computer: PostgreSQL refuses to run as root. "" for oneself."""

    def run(self, name: str, *words: str | Path, cwd: Path, seconds: float = 120.0) -> tuple[int, str]:
        """Run one of them to its end; (exit code, what it said). What it starts in its turn may outlive it.

        Raises AppError("serving.no_programs") when it can't be run at all.
        """
        said = cwd / f"{name}.out"
        try:
            with said.open("wb") as file:
                code = _run([self.folder / name, *words], file, cwd, seconds, self.user)
            return code, said.read_text(encoding="utf-8", errors="replace")
        except subprocess.TimeoutExpired:
            return -1, ""
        except OSError as error:
            raise AppError("serving.no_programs") from error

    def give(self, path: Path) -> None:
        """Let the user who runs them have a file or folder that this program made."""
        if self.user:
            shutil.chown(path, self.user)


@cache
def find() -> Programs:
    """The programs to use: brought ones first, then an office's own. Raises AppError("serving.no_programs").

    As root they run as another user of this computer who may do nothing else. Raises AppError("serving.as_root") where
    there is none.
    """
    user = _other_user() if os.name != "nt" and os.geteuid() == 0 else ""
    for folder in _folders():
        if all((folder / _file(name)).exists() for name in _NEEDED) and _works(folder, user):
            return Programs(folder, user)
    raise AppError("serving.no_programs")


def brought() -> Path:
    """Where set-up or packaging puts the programs that come along."""
    frozen = getattr(sys, "_MEIPASS", None) or (Path(sys.executable).parent if paths.packed() else sys.prefix)
    return Path(frozen) / "postgresql" / "bin"


def _folders() -> Iterator[Path]:
    yield brought()
    if named := shutil.which("initdb"):
        yield Path(named).resolve().parent
    if os.name == "nt":
        places = Path(os.environ.get("PROGRAMFILES", "C:/Program Files"), "PostgreSQL").glob("*/bin")
    else:
        places = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(places, key=lambda folder: folder.parent.name.zfill(4), reverse=True)


def _file(name: str) -> str:
    return f"{name}.exe" if os.name == "nt" else name


def _works(folder: Path, user: str) -> bool:
    """Whether it runs here (its libraries are there, this user may) and is new enough."""
    with tempfile.TemporaryFile() as said:
        try:
            code = _run([folder / _file("postgres"), "--version"], said, Path("/"), _SECONDS, user)
        except (OSError, subprocess.SubprocessError):
            return False
        said.seek(0)
        answer = said.read().decode("utf-8", "replace") if code == 0 else ""
    number = next((word for word in answer.split() if word[:1].isdigit()), "")
    major = number.split(".")[0]
    return major.isdecimal() and int(major) >= OLDEST


def _other_user() -> str:
    import pwd

    for name in _UNPRIVILEGED:
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise AppError("serving.as_root")


def _run(words: Sequence[str | Path], said: IO[bytes], cwd: Path, seconds: float, user: str) -> int:
    """Run something to its end, as another user where one is named; what it says goes into a file.

    Not through a pipe: that would stay open as long as the server that pg_ctl starts.
    """
    return subprocess.run(
        words,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=subprocess.STDOUT,
        cwd=cwd,
        timeout=seconds,
        check=False,
        user=user or None,
        group=_group_of(user) if user else None,
        extra_groups=[] if user else None,
        creationflags=_NO_WINDOW if os.name == "nt" else 0,
    ).returncode


def _group_of(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid
