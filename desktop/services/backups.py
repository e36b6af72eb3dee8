"""Backups of the open data file: made, listed with what each holds, and restored. A server's are the server's own."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from desktop import scratch
from desktop.domain.areas import ALL_AREAS
from desktop.domain.backups import Holds, Lost, Reason
from desktop.domain.errors import InvalidInput, NotFound, UnusableDatabase
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.progress import Progress
from desktop.domain.sources import is_server
from desktop.log import log
from desktop.services import journal
from desktop.store import backup, resealing, sealing
from desktop.store.backup import folder_of
from desktop.store.database import Database, EngineDatabase
from desktop.store.engines import sqlite_engine
from desktop.store.integrity import damaged
from desktop.store.tables import JournalEntry
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database

if TYPE_CHECKING:
    from desktop.services.desks.bundles import Row

__all__ = [
    "Backup", "Restored", "before", "carry", "check_large", "data_file", "find", "folder_of", "list_backups", "look_into", "make",
    "make_if_changed", "restore",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup as listed."""

    path: Path
    made_at: dt.datetime
    reason: Reason | None
    size: int
    """Bytes."""
    holds: Holds | None
    good: bool
    """Whether it was found whole just now."""
    second: bool
    """Whether it stands at the second place only."""
    lost: Lost | None
    """What restoring it would lose; None when that can't be told."""

    @property
    def name(self) -> str:
        """Its file's name, which is its own among the backups of one data file."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was restored."""

    name: str
    before: Path | None
    """The backup of what stood there before; None when that was damaged or missing."""
    aside: Path | None
    """The damaged file that stood there, kept."""


def data_file(location: str | Path) -> Path:
    """The data file to back up. Raises InvalidInput for a server: its backups are made there."""
    if is_server(location):
        raise InvalidInput("backup.on_server")
    return Path(location).expanduser().absolute()


def make(path: Path, reason: Reason) -> Path:
    """Back up a data file now. Raises UnusableDatabase when it is damaged or the backup can't be written, Locked."""
    if not path.is_file():
        raise UnusableDatabase("record.cannot_open", file=path.name)
    sealing.key_of(path)
    if backup.holds(path) is None and not damaged(path):
        raise UnusableDatabase("record.not_ours", file=path.name)
    return backup.make(path, reason)


def make_if_changed(path: Path, reason: Reason) -> Path | None:
    """Back up a data file unless its newest backup holds every change already. Raises UnusableDatabase."""
    there = backup.backups_in(folder_of(path), path)
    now = backup.newest_change(path)
    if now is not None and not now[1]:
        return None
    if there and backup.newest_change(there[0].path) == now and not damaged(there[0].path):
        return None
    return backup.make(path, reason)


def check_large(path: Path) -> None:
    """Check a data file that was too large to be checked when it was opened. Raises UnusableDatabase when it is damaged."""
    if path.exists() and path.stat().st_size > backup.CHECKED_AT_START and damaged(path):
        raise UnusableDatabase("record.damaged", file=path.name)


def before(database: Database, reason: Reason) -> None:
    """Back up the open data file before something large changes it. Raises UnusableDatabase; then it does not begin."""
    if database.path is not None:
        make_if_changed(database.path, reason)


def carry(path: Path, place: str) -> bool:
    """Bring the backups to the second place set; False while it is absent, or can't be written to."""
    if not place:
        return True
    try:
        backup.carry(path, Path(place))
    except OSError as error:
        log.info("second place of backups: %s", type(error).__name__)
        return False
    return True


def list_backups(path: Path, place: str = "", progress: Progress | None = None) -> list[Backup]:
    """The backups of a data file, newest first, each looked into; those at the second place that are missing here too.

    Raises Locked: an encrypted one that nobody can look into is not damaged.
    """
    here = backup.backups_in(folder_of(path), path)
    known = {each.path.name for each in here}
    there = backup.backups_in(backup.folder_at(Path(place), path), path) if place else []
    found = [(each, False) for each in here] + [(each, True) for each in there if each.path.name not in known]
    found.sort(key=lambda pair: (pair[0].made_at, pair[0].number), reverse=True)
    for keyed in [path] if path.exists() else [file.path for file, _second in found[:1]]:
        sealing.key_of(keyed)
    listed = []
    for number, (file, second) in enumerate(found, 1):
        with suppress(OSError):  # thinned out meanwhile
            listed.append(_looked_into(file.path, path, file.made_at, file.reason, second=second))
        if progress is not None:
            progress(number, len(found))
    return listed


def look_into(file: Path, path: Path) -> Backup:
    """Any data file as a backup of `path`. Raises UnusableDatabase when it is not there, Locked."""
    try:
        sealing.key_of(file)
        told = backup.by_name(file)
        made_at = told.made_at if told else dt.datetime.fromtimestamp(file.stat().st_mtime).astimezone()
        return _looked_into(file, path, made_at, told.reason if told else None, second=False)
    except OSError as error:
        raise UnusableDatabase("record.cannot_open", file=file.name) from error


def _looked_into(file: Path, path: Path, made_at: dt.datetime, reason: Reason | None, *, second: bool) -> Backup:
    size, holds = file.stat().st_size, backup.holds(file)
    good = holds is not None and not damaged(file)
    lost = backup.lost(path, file) if good and path.exists() else None
    return Backup(file, made_at, reason, size, holds, good, second, lost)


def find(path: Path, name: str, place: str = "") -> Path:
    """The backup of this name, or the data file at this path. Raises NotFound."""
    for folder in (folder_of(path), *([backup.folder_at(Path(place), path)] if place else [])):
        for each in backup.backups_in(folder, path):
            if name in (each.path.name, each.path.stem):
                return each.path
    if Path(name).is_file():
        return Path(name)
    raise NotFound("backup.unknown", name=name)


def restore(path: Path, source: Path, *, desk: str = "") -> Restored:
    """Let the data file hold what a backup (or any whole data file) holds; others on it see the change as a whole.

    What stood there is backed up first, or kept beside when it is damaged. Raises UnusableDatabase: the backup is damaged
    or of a newer version, the file can't be backed up or written; then the file is as it was.
    """
    fresh = scratch.beside(path)
    try:
        try:
            backup.copy(source, fresh)
            resealing.as_like(fresh, path)
        except UnusableDatabase as error:
            raise (
                UnusableDatabase("backup.damaged", file=source.name) if error.code == "record.damaged" else error
            ) from error
        _make_ready(fresh, path, source.name, desk)
        if not path.exists() or not path.stat().st_size:
            backup.put_in_place(fresh, path)
            return Restored(source.name, None, None)
        if damaged(path):
            aside = backup.aside_of(path)
            backup.put_in_place(fresh, path, aside)
            return Restored(source.name, None, aside)
        kept = make(path, Reason.RESTORE)
        backup.write_over(fresh, path)
        return Restored(source.name, kept, None)
    finally:
        backup.remove(fresh)


def _erased_in(path: Path) -> list[Row]:
    """Who was erased in a data file; nobody in one of an older version."""
    from desktop.services.desks.bundles import everything  # a start needs none of it

    live = EngineDatabase(sqlite_engine(path), path=path)
    try:
        return live.read(lambda tx: everything(tx, "erasure"))
    except DBAPIError:
        return []
    finally:
        live.close()


def _make_ready(fresh: Path, path: Path, name: str, desk: str) -> None:
    """Bring the copy up to date, with the journal's line about its being restored.

    Journal and audit stay as they were, and who was erased since the backup was made is erased in it too.
    The line's number is above all that this data file ever gave: desks that have it open read everything again.
    """
    from desktop.services.personal import tombstones

    try:
        database = open_database(fresh, desk=desk, keep_older=False)
    except UnusableDatabase as error:
        raise UnusableDatabase(error.code, **{**error.details, "file": name}) from error
    above = 0
    erased: list[Row] = []
    if path.exists() and not damaged(path):
        above = (backup.newest_change(path) or (0, 0))[0]
        backup.keep_journal(fresh, path)
        erased = _erased_in(path)

    def note(tx: Transaction) -> None:
        tombstones.follow(tx, erased)
        journal.note(tx, "backup.restored", ALL_AREAS, conference_id=None, file=name)
        line = journal.latest(tx)
        if line <= above:
            tx.execute(update(JournalEntry).where(JournalEntry.id == line).values(id=above + 1))
            tx.journal.written[:] = [above + 1]

    try:
        database.write(note)
    finally:
        database.close()
