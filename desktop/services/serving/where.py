"""Where a conference is that several desks take in: in its data file, or at the server of this computer. Never in both.

The file is written whole before each step and after it. While it is there the data file's copy of the conference is only read:
the journal refuses what would be written into it (`refuse`).
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from desktop import own_files, paths
from desktop.domain.errors import AppError
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
        write_whole(_file(), json.dumps(plain, ensure_ascii=False).encode())


def load() -> Where | None:
    """The conference that is out of its data file; None while all are at home."""
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
        return Where(
            uuid.UUID(stored["conference_id"]),
            str(stored["title"]),
            Path(stored["file"]),
            Phase(stored["phase"]),
            str(stored["host"]),
            int(stored["port"]),
            dt.datetime.fromisoformat(stored["since"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        log.exception("where the conference is can't be read")
        return None


def clear() -> None:
    """All conferences are in their data files."""
    _file().unlink(missing_ok=True)


def out_of(path: str | Path | None) -> Where | None:
    """The conference of this data file that is out of it, or on its way."""
    where = load()
    return where if where is not None and path is not None and same_file(where.file, Path(path)) else None


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths name one file, however they are written."""
    return one == other or one.expanduser().resolve() == other.expanduser().resolve()


def refuse(path: str | None, conference_id: uuid.UUID) -> None:
    """Let nothing be written into a conference that is elsewhere. Raises AppError("conference.at_server")."""
    if path is None or not _file().exists():
        return
    where = out_of(path)
    if where is not None and where.conference_id == conference_id:
        raise AppError("conference.at_server", title=where.title)


def _file() -> Path:
    return paths.data_folder() / "serving" / "where.json"
