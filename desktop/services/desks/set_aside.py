"""A desk's own file that is damaged: put aside, and what waits in it brought over into the fresh one.

A file put aside counts as settled once all that waited in it is in the fresh file, or once somebody said so; until then
every opening tries again.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError

from desktop import paths
from desktop.domain.errors import AppError
from desktop.log import log
from desktop.services.desks import mirror, outbox
from desktop.services.desks.bundles import Row
from desktop.store.columns import now
from desktop.store.database import EngineDatabase
from desktop.store.engines import sqlite_engine
from desktop.store.transaction import Transaction

_ENDINGS = (".db-wal", ".db-shm", ".db")
"""The log goes first: a file whose log stayed behind would lose what is only in it."""
_KINDS = ("damaged", "saved")
"""Put aside here, or saved when its path named another file (`store.opened_file`)."""
_SETTLED = ".settled"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A damaged file of a desk, and what came of what waited in it."""

    path: Path
    brought_over: int = 0
    unread: int | None = 0
    """How much of what waited can't be read; None when not even that can be told."""


def put_aside(path: Path) -> None:
    """Rename a damaged file with its log; nothing of it is lost. Raises OSError."""
    aside = f"{path.stem}.damaged.{now():%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:4]}"
    for ending in _ENDINGS:
        with suppress(FileNotFoundError):
            path.with_suffix(ending).rename(path.with_name(aside + ending))


def join_again(path: Path) -> None:
    """Put back a log whose file was not renamed any more: the program ended in between."""
    for log_file in path.parent.glob(f"{path.stem}.damaged.*.db-wal"):
        if not log_file.with_suffix(".db").exists() and path.exists() and not path.with_suffix(".db-wal").exists():
            log_file.rename(path.with_suffix(".db-wal"))


def unsettled(path: Path) -> list[Path]:
    """The files put aside of which something may still wait, oldest first."""
    folders = dict.fromkeys((path.parent, paths.data_folder()))
    found = sorted(file for folder in folders for kind in _KINDS for file in folder.glob(f"{path.stem}.{kind}.*.db"))
    return [aside for aside in found if not aside.with_suffix(_SETTLED).exists()]


def settle(aside: Path) -> None:
    """Never ask this file again; it stays where it is. Raises OSError."""
    aside.with_suffix(_SETTLED).touch()


def bring_over(path: Path, into: EngineDatabase) -> tuple[SetAside, ...]:
    """Bring what waits in every unsettled file over into the fresh one; returns those that held anything or can't be read.

    Raises UnusableDatabase when the fresh file can't be written: then nothing is settled.
    """
    told = []
    for aside in unsettled(path):
        found = _bring_over(aside, into)
        if found.unread == 0:
            with suppress(OSError):
                settle(aside)
        if found.unread != 0 or found.brought_over:
            told.append(found)
    return tuple(told)


def _bring_over(aside: Path, into: EngineDatabase) -> SetAside:
    source = EngineDatabase(sqlite_engine(aside), path=aside)
    try:
        rows = source.read(outbox.unsent_rows)
    except (AppError, DBAPIError) as error:
        log.warning("what waits in a file put aside can't be read: %s", type(error).__name__)
        source.close()
        return SetAside(aside, unread=None)
    known = set(into.read(outbox.unsent))
    rows = [row for row in rows if row["entity_id"] not in known]
    try:
        if _take_over(source, rows, into):
            return SetAside(aside, len(rows))
        brought_over = sum(_take_over(source, [row], into) for row in rows)
        return SetAside(aside, brought_over, len(rows) - brought_over)
    finally:
        source.close()


def _take_over(source: EngineDatabase, rows: Sequence[Row], into: EngineDatabase) -> bool:
    """Bring these over with all they stand on; False, with nothing done, when some of it can't be read."""
    try:
        bundle = source.read(lambda tx: outbox.bundle(tx, {row["entity_id"] for row in rows}))
    except (AppError, DBAPIError):
        return False

    def work(tx: Transaction) -> None:
        mirror.take_in(tx, bundle)
        outbox.put(tx, rows)

    try:
        into.write(work)
    except IntegrityError:  # what it stands on is gone
        return False
    return True
