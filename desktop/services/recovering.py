"""A damaged data file: noticed, what can be read of it put into a fresh one, and that put in its place on the user's word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from desktop import scratch
from desktop.domain.areas import ALL_AREAS
from desktop.domain.backups import Lost, Salvaged
from desktop.domain.progress import Progress
from desktop.services import backups, journal
from desktop.services.attendance.refolding import refold_people
from desktop.services.backups import Backup
from desktop.store import backup
from desktop.store.bulk import chunks
from desktop.store.recovery import salvage
from desktop.store.tables import AttendanceMark
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database


@dataclass(frozen=True, slots=True)
class Recovery:
    """What could be saved of a damaged file; it stands beside until the user decides."""

    path: Path
    fresh: Path
    salvaged: Salvaged
    backup: Backup | None
    """The newest good backup."""


def recover(path: Path, place: str = "", progress: Progress | None = None, *, desk: str = "") -> Recovery:
    """Save what can be read of a damaged file into a fresh one beside it. Raises UnusableDatabase when that is nothing."""
    newest = newest_good(path, place)
    fresh, empty = (scratch.beside(path.with_name(f"{path.name}.{name}")) for name in ("recovered", "empty"))
    for left in (fresh, empty):
        backup.remove(left)
    done = False
    try:
        open_database(empty).close()
        salvaged = salvage(path, fresh, empty, newest.path if newest else None, progress)
        database = open_database(fresh, desk=desk, keep_older=False)
        try:
            database.write(lambda tx: _make_ready(tx, path))
        finally:
            database.close()
        done = True
    finally:
        backup.remove(empty)
        if not done:
            backup.remove(fresh)
    return Recovery(path, fresh, salvaged, newest)


def newest_good(path: Path, place: str = "") -> Backup | None:
    """The newest backup that is whole."""
    return next((each for each in backups.list_backups(path, place) if each.good), None)


def only_recovered(recovery: Recovery, newest: Backup) -> Lost | None:
    """What the recovered file has and the newest backup has not."""
    return backup.lost(recovery.fresh, newest.path)


def _make_ready(tx: Transaction, path: Path) -> None:
    """What stands is worked out again from the marks that were saved."""
    for some in chunks(tx.scalars(select(AttendanceMark.attendee_id).distinct()).all()):
        refold_people(tx, some)
    journal.note(tx, "backup.recovered", ALL_AREAS, conference_id=None, file=path.name)


def accept(recovery: Recovery) -> Path:
    """Put the recovered file in the damaged one's place; returns where that is kept. Raises UnusableDatabase."""
    aside = backup.aside_of(recovery.path)
    backup.put_in_place(recovery.fresh, recovery.path, aside)
    return aside


def drop(recovery: Recovery) -> None:
    """Leave the damaged file as it is."""
    backup.remove(recovery.fresh)
