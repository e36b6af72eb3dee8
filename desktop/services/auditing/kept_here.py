"""What this computer keeps of an audit beside the database: lines that could not be written, and how far chains had come.

One folder for each data source and one file for each waiting line, so that no two programs ever write the same file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.domain.errors import AppError
from desktop.domain.lazy_dataclass import dataclass
from desktop.log import log
from desktop.whole_file import write_whole

Heads = dict[str, tuple[int, str]]
"""Of each chain its last line: number and digest."""


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A line about data that left while the record could not be written."""

    file: Path
    at: dt.datetime
    conference_id: uuid.UUID | None
    details: dict[str, Any]


def wait(place: str, at: dt.datetime, conference_id: uuid.UUID | None, details: dict[str, Any]) -> None:
    """Keep a line until the data source can be written again; where not even that can be, the log says so."""
    said = {"at": at.isoformat(), "conference": conference_id and conference_id.hex, "details": details}
    try:
        _folder(place).mkdir(parents=True, exist_ok=True)
        write_whole(_folder(place) / f"{at:%Y%m%d%H%M%S%f}-{uuid.uuid4().hex}.json", json.dumps(said).encode())
    except (AppError, OSError):
        log.warning("audit: could not be kept anywhere: %s", said)


def waiting(place: str) -> list[WaitingLine]:
    """The lines that wait, oldest first; a file that is none is passed over."""
    found = []
    for file in sorted(_folder(place).glob("*-*.json")):
        with suppress(OSError, ValueError, KeyError, TypeError):
            said = json.loads(file.read_text(encoding="utf-8"))
            conference = uuid.UUID(said["conference"]) if said["conference"] else None
            found.append(WaitingLine(file, dt.datetime.fromisoformat(said["at"]), conference, dict(said["details"])))
    return found


def taken_in(lines: list[WaitingLine]) -> None:
    """The data source has these now."""
    for line in lines:
        with suppress(OSError):
            line.file.unlink(missing_ok=True)


def heads(place: str) -> Heads | None:
    """How far the chains had come when this computer saw them last; None when it never did."""
    try:
        said = json.loads((_folder(place) / "heads.json").read_text(encoding="utf-8"))
        return {str(chain): (int(number), str(digest)) for chain, (number, digest) in said.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def keep_heads(place: str, known: Heads) -> None:
    """Remember how far the chains have come; a disk that takes nothing costs only this check."""
    with suppress(AppError, OSError):
        _folder(place).mkdir(parents=True, exist_ok=True)
        write_whole(_folder(place) / "heads.json", json.dumps(known).encode())


def _folder(place: str) -> Path:
    return paths.data_folder() / "audit" / hashlib.sha256(place.encode()).hexdigest()[:24]
