"""Where a conference is that several desks take in: in its data file, or at the server of this computer. Never in both.

The file is written whole before each step and after it, and a copy of it beside. While it is there the data file's copy of the
conference is only read: the journal refuses what would be written into it (`refuse`). Where neither can be read, nothing is
written into any data file until the server itself told where the conference is (`serving.finding`).
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import asdict, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from desktop import own_files, paths
from desktop.domain.errors import AppError
from desktop.domain.lazy_dataclass import dataclass
from desktop.log import log
from desktop.whole_file import write_whole


class Phase(StrEnum):
    """How far it is on its way."""

    MOVING_IN = "moving_in"
    """What counts is still the data file's, though nothing is written there any more."""
    SERVED = "served"
    """It is at the server."""
    MOVING_BACK = "moving_back"
    """It is at the server, and no desk writes any more; the data file may hold it already."""


@dataclass(frozen=True, slots=True)
class Where:
    """The conference that is out of its data file, or on its way."""

    conference_id: uuid.UUID
    title: str
    file: Path
    """Its data file."""
    phase: Phase
    host: str
    """The address at which the desks find this computer."""
    port: int
    since: dt.datetime

    def at(self, phase: Phase) -> Where:
        """The same, a step further."""
        return replace(self, phase=phase)

    def save(self) -> None:
        """Write it down. Raises AppError."""
        own_files.make_folder(_file().parent)
        stored = asdict(self)
        plain = {name: str(value) for name, value in stored.items()} | {"port": self.port}
        for path in (
            _copy(),
            _file(),
        ):  # what the copy alone says is true as well: each step is written before it is taken
            write_whole(path, json.dumps(plain, ensure_ascii=False).encode())


def load() -> Where | None:
    """The conference that is out of its data file; None while all are at home.

    Raises AppError("serving.place_unreadable"): it may be at the server, and nobody can tell which it is.
    """
    unreadable: Exception | None = None
    for path in (_file(), _copy()):
        try:
            return _read(path)
        except FileNotFoundError as error:
            if unreadable is None:
                return None
            unreadable = error
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            log.exception("where the conference is can't be read in %s", path.name)
            unreadable = error
    raise AppError("serving.place_unreadable", file=str(_file())) from unreadable


def _read(path: Path) -> Where:
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Where(
        uuid.UUID(stored["conference_id"]),
        str(stored["title"]),
        Path(stored["file"]),
        Phase(stored["phase"]),
        str(stored["host"]),
        int(stored["port"]),
        dt.datetime.fromisoformat(stored["since"]),
    )


def is_readable() -> bool:
    """Whether it is known where the conferences are."""
    try:
        load()
    except AppError:
        return False
    return True


def clear() -> None:
    """All conferences are in their data files."""
    for path in (_file(), _copy()):
        path.unlink(missing_ok=True)


def set_aside() -> None:
    """Nothing is out of its data file: what can't be read stays beside, under another name. Raises OSError."""
    _file().replace(_file().with_suffix(".unreadable"))
    _copy().unlink(missing_ok=True)


def out_of(path: str | Path | None) -> Where | None:
    """The conference of this data file that is out of it, or on its way. Raises AppError("serving.place_unreadable")."""
    where = load()
    return where if where is not None and path is not None and same_file(where.file, Path(path)) else None


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths name one file, however they are written."""
    return one == other or one.expanduser().resolve() == other.expanduser().resolve()


def refuse(path: str | None, conference_id: uuid.UUID) -> None:
    """Let nothing be written into a conference that is elsewhere, or may be.

    Raises AppError("conference.at_server"), AppError("serving.place_unreadable").
    """
    if path is None or not _file().exists():
        return
    where = out_of(path)
    if where is not None and where.conference_id == conference_id:
        raise AppError("conference.at_server", title=where.title)


def _file() -> Path:
    return _beside(paths.data_folder(), "where.json")


def _copy() -> Path:
    return _beside(paths.data_folder(), "where.copy.json")


@cache
def _beside(folder: Path, name: str) -> Path:
    """Asked for with every change of the data."""
    return folder / "serving" / name
