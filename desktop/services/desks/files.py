"""Desks' files: an exchange file, or a plain copy of a data file; read without changing a byte of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop import scratch
from desktop.domain.auditing import Leaving, Way
from desktop.domain.errors import UnreadableFile, UnusableDatabase
from desktop.domain.progress import IsCancelled
from desktop.isolated.job import Failure
from desktop.isolated.runner import Runner
from desktop.services import journal
from desktop.services.auditing import leaving
from desktop.services.desks import exchange
from desktop.services.desks.bundles import EXCHANGED, Bundle, gather
from desktop.services.desks.reading_job import JOB
from desktop.store import sealed_text, sealing
from desktop.store.database import EngineDatabase
from desktop.store.personal_columns import SENSITIVE
from desktop.store.tables import Conference
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database
from desktop.whole_file import write_whole

SECONDS = 120.0
"""How long reading one file may take: ten times what a conference of 100,000 people takes."""
_MEMORY = 2 * 1024**3
_FAILURES = {
    Failure.TIMEOUT: "desk.too_slow",
    Failure.MEMORY: "desk.too_large",
    Failure.CRASHED: "desk.damaged",
}


def _never() -> bool:
    return False


def export_file(
    tx: Transaction, path: Path, conference_ids: Collection[uuid.UUID] = (), *, sensitive: bool = False
) -> dict[str, int]:
    """Write what other desks need of these conferences (none named: all) to an exchange file.

    Phones, birth dates and the like go along only when `sensitive`; out of an encrypted data file all of it is sealed by that
    file's key. Returns how many of each were written. Raises
    AppError("file.cannot_write").
    """
    ids = list(conference_ids) or list(tx.scalars(select(Conference.id).where(Conference.binned_at.is_(None))))
    bundle = gather(tx, ids, EXCHANGED, sensitive=sensitive)
    write_whole(path, _sealed_alike(tx, exchange.to_bytes(bundle, desk=tx.desk)))
    counts = {name: len(bundle.rows(name)) for name in ("conference", "attendee", "attendance_mark")}
    journal.note(
        tx,
        "desk.exported",
        (),
        conference_id=ids[0] if len(ids) == 1 else None,
        file=path.name,
        people=counts["attendee"],
        marks_written=counts["attendance_mark"],
    )
    fields = ("full_name", "position", "unit", "code", *(sorted(SENSITIVE["person"]) if sensitive else ()))
    leaving.record(tx, Leaving(Way.DESK_FILE, "desk", counts["attendee"], fields, ids[0] if len(ids) == 1 else None))
    return counts


def _sealed_alike(tx: Transaction, content: bytes) -> bytes:
    """The content, sealed when the data file of this transaction is encrypted."""
    url = tx.get_bind().engine.url
    path = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
    key = sealing.key_of(path) if path is not None else None
    return (
        content
        if key is None or path is None
        else sealed_text.sealed(content, key, sealing.wrap_for(path, key.identity))
    )


def read(path: Path, cancelled: IsCancelled = _never) -> Bundle:
    """What a desk's file holds: an exchange file, or a data file (an older one too); read in a child process.

    Raises UnreadableFile, Locked, and Cancelled once `cancelled()` is true.
    """
    tables: dict[str, dict[str, Any]] = {}

    def take(answer: tuple[Any, ...]) -> None:
        name, columns, rows = answer
        tables.setdefault(name, {"columns": columns, "rows": []})["rows"].extend(rows)

    with scratch.folder() as folder:
        _ask("rows", path, folder, take, cancelled)
    return exchange.from_tables(tables, file=path.name)  # the child may have been taken over by what it read


@contextmanager
def opened_copy(path: Path) -> Iterator[EngineDatabase]:
    """A data file to read, through a copy: opening it may upgrade it, or write beside it. Raises UnreadableFile, Locked.

    Whether the copy holds tables alone is looked at in a child process, before it is opened in this one.
    """
    with scratch.folder() as folder:
        _ask("copy", path, folder, lambda _answer: None, _never)
        try:
            database = open_database(Path(folder) / path.name)
        except UnusableDatabase as error:
            raise UnreadableFile(error.code, **{**error.details, "file": path.name}) from error
        try:
            yield database
        except UnusableDatabase as error:
            raise UnreadableFile(error.code, **{**error.details, "file": path.name}) from error
        finally:
            database.close()


def _ask(wanted: str, path: Path, folder: str, take: Callable[[tuple[Any, ...]], None], cancelled: IsCancelled) -> None:
    """Have a child process read a file; its copy of an encrypted one is encrypted. Raises UnreadableFile, Locked, Cancelled."""
    key = sealing.key_of(path)

    def failed(failure: Failure) -> UnreadableFile:
        return UnreadableFile(_FAILURES[failure], file=path.name)

    def answered(answer: tuple[Any, ...]) -> None:
        tag, *content = answer
        if tag == "refused":
            code, details = content
            raise UnreadableFile(code, **details)
        take(tuple(content))

    runner = Runner(JOB)
    try:
        runner.run(
            (wanted, str(path.absolute()), folder, key.secret.hex() if key else ""),
            answered,
            seconds=SECONDS,
            memory=_MEMORY,
            failed=failed,
            cancelled=cancelled,
        )
    finally:
        runner.close()
