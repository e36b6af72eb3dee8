"""Desks' files: an exchange file, or a plain copy of a data file; read without changing a byte of them."""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import select

from desktop import scratch
from desktop.domain.errors import UnreadableFile, UnusableDatabase
from desktop.services import journal
from desktop.services.desks import exchange
from desktop.services.desks.bundles import EXCHANGED, Bundle, gather
from desktop.store.database import EngineDatabase
from desktop.store.tables import Conference
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database
from desktop.whole_file import write_whole

_DATA_FILE = b"SQLite format 3\x00"


def export_file(
    tx: Transaction, path: Path, conference_ids: Collection[uuid.UUID] = (), *, sensitive: bool = False
) -> dict[str, int]:
    """Write what other desks need of these conferences (none named: all) to an exchange file.

    Phones, birth dates and the like go along only when `sensitive`. Returns how many of each were written. Raises
    AppError("file.cannot_write").
    """
    ids = list(conference_ids) or list(tx.scalars(select(Conference.id)))
    bundle = gather(tx, ids, EXCHANGED, sensitive=sensitive)
    write_whole(path, exchange.to_bytes(bundle, desk=tx.desk))
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
    return counts


def read(path: Path) -> Bundle:
    """What a desk's file holds: an exchange file, or a data file (an older one too). Raises UnreadableFile."""
    try:
        with path.open("rb") as file:
            is_data_file = file.read(len(_DATA_FILE)) == _DATA_FILE
    except OSError:
        is_data_file = False  # said in words by the other reader
    return _read_copy(path) if is_data_file else exchange.read_file(path)


def _read_copy(path: Path) -> Bundle:
    """All conferences of a data file."""
    with opened_copy(path) as database:
        return database.read(lambda tx: gather(tx, list(tx.scalars(select(Conference.id))), sensitive=True))


@contextmanager
def opened_copy(path: Path) -> Iterator[EngineDatabase]:
    """A data file to read, through a copy: opening it may upgrade it, or write beside it. Raises UnreadableFile."""
    with scratch.folder() as folder:
        copy = Path(folder) / path.name
        try:
            _copy(path, copy)
            database = open_database(copy)
        except FileNotFoundError as error:
            raise UnreadableFile("file.missing", file=path.name) from error
        except UnusableDatabase as error:
            raise UnreadableFile(error.code, **{**error.details, "file": path.name}) from error
        except (OSError, sqlite3.Error) as error:
            raise UnreadableFile("desk.damaged", file=path.name) from error
        try:
            yield database
        except UnusableDatabase as error:
            raise UnreadableFile(error.code, **{**error.details, "file": path.name}) from error
        finally:
            database.close()


def _copy(path: Path, copy: Path) -> None:
    """The file as it stands, with what a program that has it open has not put into it yet."""
    if path.with_name(f"{path.name}-shm").exists():  # open somewhere: only SQLite itself reads it whole
        with (
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        return
    shutil.copyfile(path, copy)
    pending = path.with_name(f"{path.name}-wal")
    if pending.exists():
        shutil.copyfile(pending, copy.with_name(f"{copy.name}-wal"))
