"""Bringing a desk's copy up to date: what to ask of the server, and in which order."""

from __future__ import annotations

import threading
import uuid

from desktop.domain.areas import ALL_AREAS, Area
from desktop.services.desks import mirror
from desktop.services.desks.desk_file import DeskFile
from desktop.store.columns import now
from desktop.store.database import EngineDatabase

MARKS = frozenset({Area.ATTENDANCE})
_AT_ONCE = 50
"""So many marks are written in one go: who stands at the door waits for no more."""


class Copy:
    """A desk's copy of its server, and in which areas it lags behind."""

    def __init__(self, local: EngineDatabase, file: DeskFile) -> None:
        self._local, self._file = local, file
        self._lag = ALL_AREAS
        self._lock = threading.Lock()

    @property
    def lag(self) -> frozenset[Area]:
        """Areas in which it lags behind, as far as anybody told."""
        return self._lag

    def lags(self, areas: frozenset[Area]) -> None:
        """Something of these areas is another at the server."""
        with self._lock:
            self._lag |= areas

    def refresh(self, server: EngineDatabase) -> bool:
        """Make it the server's as far as it lags; True when there was anything to ask for."""
        with self._lock:
            lag, self._lag = self._lag, frozenset()
        if not lag:
            return False
        try:
            if not (lag <= MARKS and self._file.is_usable and copy_marks(server, self._local)):
                copy_all(server, self._local)
                self._file.is_fresh(server.role)
        except BaseException:
            self.lags(lag)
            raise
        return True


def copy_all(server: EngineDatabase, local: EngineDatabase) -> None:
    """Make people, agenda and marks of the copy the server's."""
    here, begun = local.read(mirror.heads_here), now()
    there, bundle = server.read(lambda tx: mirror.changes(tx, here))
    if not local.read(lambda tx: mirror.is_same(tx, here, there, bundle)) and not local.write(
        lambda tx: mirror.take_over(tx, there, bundle, begun)
    ):
        begun = now()
        there, bundle = server.read(lambda tx: mirror.changes(tx, {}))
        local.write(lambda tx: mirror.take_over(tx, there, bundle, begun, afresh=True))
    copy_marks(server, local)


def copy_marks(server: EngineDatabase, local: EngineDatabase) -> bool:
    """Fetch the marks that are new; False when they speak of people whom the copy does not have."""
    known = local.read(mirror.known_marks)
    ids, there = server.read(lambda tx: mirror.newer_marks(tx, known))
    complete = _fetch_marks(server, local, known, ids)
    if complete and local.read(mirror.known_marks).count != there:
        begun = now()
        every = server.read(lambda tx: mirror.ids_of_marks(tx, known))
        local.write_copy(lambda tx: mirror.drop_marks(tx, known, every, begun))
        complete = _fetch_marks(server, local, known, every)
    return complete


def _fetch_marks(server: EngineDatabase, local: EngineDatabase, known: mirror.Known, ids: set[uuid.UUID]) -> bool:
    missing = ids - local.read(lambda tx: mirror.ids_of_marks(tx, known))
    if not missing:
        return True
    rows = server.read(lambda tx: mirror.marks_by_id(tx, missing))
    complete = True
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        complete = local.write_copy(lambda tx, part=part: mirror.add_marks(tx, part)) and complete  # type: ignore[misc]
    return complete
