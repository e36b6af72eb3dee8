"""Bringing a desk's copy up to date: what to ask of the server, and in which order."""

from __future__ import annotations

import uuid

from desktop.services.desks import mirror
from desktop.store.database import EngineDatabase


def copy_all(server: EngineDatabase, local: EngineDatabase) -> None:
    """Make people, agenda and marks of the copy the server's."""
    here = local.read(mirror.heads_here)
    there, bundle = server.read(lambda tx: mirror.changes(tx, here))
    if not local.write(lambda tx: mirror.take_over(tx, there, bundle)):
        there, bundle = server.read(lambda tx: mirror.changes(tx, {}))
        local.write(lambda tx: mirror.take_over(tx, there, bundle, afresh=True))
    copy_marks(server, local)


def copy_marks(server: EngineDatabase, local: EngineDatabase) -> bool:
    """Fetch the marks that are new; False when they speak of people whom the copy does not have."""
    known = local.read(mirror.known_marks)
    ids, there = server.read(lambda tx: mirror.newer_marks(tx, known))
    complete = _fetch_marks(server, local, known, ids)
    if complete and local.read(mirror.known_marks).count != there:
        every = server.read(lambda tx: mirror.ids_of_marks(tx, known))
        local.write(lambda tx: mirror.drop_marks(tx, known, every))
        complete = _fetch_marks(server, local, known, every)
    return complete


def _fetch_marks(server: EngineDatabase, local: EngineDatabase, known: mirror.Known, ids: set[uuid.UUID]) -> bool:
    missing = ids - local.read(lambda tx: mirror.ids_of_marks(tx, known))
    if not missing:
        return True
    rows = server.read(lambda tx: mirror.marks_by_id(tx, missing))
    return local.write(lambda tx: mirror.add_marks(tx, rows))
