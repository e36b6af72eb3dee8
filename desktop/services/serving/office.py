"""What belongs to no conference (letterhead, rates, ranks, pictures, units, people) on its way back from the shared server.

Only what was edited there comes: field by field against what the field was before the first edit. Where the data file was
edited meanwhile as well, what the desks shared counts, and the other value is told; one undo in the data file brings it back.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select, update
from sqlalchemy.exc import IntegrityError

from desktop.domain.areas import Area
from desktop.services import journal
from desktop.services.desks.bundles import table
from desktop.store import schema
from desktop.store.columns import Base, Versioned
from desktop.store.database import Database
from desktop.store.images import lively
from desktop.store.tables import Change, JournalEntry
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database

TABLES = (
    "office",
    "pay_rate",
    "rank_table",
    "learned_heading",
    "data_request",
    "person",
    "unit",
    "unit_name",
    "unit_alias",
    "unit_succession",
    "picture",
)
"""Each after those it stands on."""
_OWN = frozenset({"id", "version"})
_AREAS = {Area.DOCUMENTS, Area.UNITS, Area.ATTENDEES, Area.CONFERENCES}


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that was edited on the shared server and meanwhile in the data file too."""

    table: str
    field: str
    """"" where a whole row could not be taken: something else has its place in the data file."""
    shared: str
    """What counts now."""
    home: str
    """What the data file had."""


@dataclass(slots=True)
class _Edited:
    """A row as it was edited on the server."""

    before: dict[str, Any] = field(default_factory=dict)
    """Of each field that was edited what it was before the first edit."""
    new: bool = False
    now: dict[str, Any] | None = None
    """The row as it stands; None where it was removed."""


_Edits = dict[str, dict[uuid.UUID, _Edited]]


def bring_back(server: Database, path: Path) -> tuple[Clash, ...]:
    """Write what was edited there into the data file; returns what both sides had edited. Done again it changes nothing."""
    home = open_database(path, desk=server.desk)
    try:
        known = home.read(lambda tx: set(tx.scalars(select(JournalEntry.token))))
        edits = server.read(lambda tx: _edits(tx, known))
        if not any(edits.values()):
            return ()
        return home.write(lambda tx: _write(tx, edits))
    finally:
        home.close()


def _edits(tx: Transaction, known: set[uuid.UUID]) -> _Edits:
    """By table and id what journal entries say that the data file does not know."""
    query = (
        select(JournalEntry.token, Change.entity, Change.entity_id, Change.kind, Change.before)
        .join_from(Change, JournalEntry, JournalEntry.id == Change.journal_entry_id)
        .where(Change.entity.in_(TABLES))
        .order_by(Change.id)
    )
    found: _Edits = {name: {} for name in TABLES}
    for token, entity, key, kind, before in tx.execute(query):
        if token in known:
            continue
        edited = found[entity].setdefault(key, _Edited(new=kind == "added"))
        for name, value in (before or {}).items():
            edited.before.setdefault(name, lively(value))
    for name, rows in found.items():
        columns = table(name).c
        for row in tx.execute(select(*columns).where(columns.id.in_(list(rows)))).mappings():
            rows[row["id"]].now = dict(row)
    return found


def _write(tx: Transaction, edits: _Edits) -> tuple[Clash, ...]:
    work = _Writing(tx)
    with journal.entry(tx, "office.brought_back", _AREAS):
        for name in TABLES:
            for key, edited in edits[name].items():
                work.put(name, key, edited)
        for name in reversed(TABLES):
            for key, edited in edits[name].items():
                if edited.now is None and not edited.new:
                    work.remove(name, key, edited)
    return tuple(work.clashes)


class _Writing:
    """Row by row: one that can't stand in the data file holds back no other."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        schema.whole()
        self.clashes: list[Clash] = []
        self.classes: dict[str, type[Versioned]] = {
            str(mapper.local_table.name): mapper.class_  # type: ignore[attr-defined]
            for mapper in Base.registry.mappers
            if issubclass(mapper.class_, Versioned)
        }

    def put(self, name: str, key: uuid.UUID, edited: _Edited) -> None:
        """A row that is there still: added, or its fields as they were edited."""
        now = edited.now
        if now is None or now.get("conference_id") is not None:
            return
        row = self.tx.get(self.classes[name], key)
        if row is None:
            if edited.new or _differs(edited, now):
                self._flushed(name, now, lambda: self.tx.add(self.classes[name](**_without_version(now))))
            return
        before = dict.fromkeys(now) if edited.new else edited.before  # made at both: what is blank nobody typed
        values = {}
        for each in before.keys() & now.keys() - _OWN:
            shared, home, was = now[each], _value(row, each), before[each]
            if shared in (home, was) or (not shared and not was):
                continue
            values[each] = shared
            if home != was and (home or was):
                self.clashes.append(Clash(name, each, str(shared), str(home)))
        if values:
            self._flushed(name, now, lambda: _fill(row, values))
        if name == "person" and row.version < now["version"]:  # of a person the row edited more often would count whole
            people = table(name)
            self.tx.execute(update(people).where(people.c.id == key).values(version=now["version"]))
            self.tx.expire(row)

    def remove(self, name: str, key: uuid.UUID, edited: _Edited) -> None:
        """A row that was removed there, unless the data file needs it or edited it."""
        row = self.tx.get(self.classes[name], key)
        if row is None or any(_value(row, each) != value for each, value in edited.before.items() if each not in _OWN):
            return
        self._flushed(name, None, lambda: self.tx.delete(row))

    def _flushed(self, name: str, now: dict[str, Any] | None, change: Callable[[], object]) -> None:
        current = self.tx.journal.current
        images = len(current.images) if current is not None else 0
        try:
            with self.tx.begin_nested():
                change()
                self.tx.flush()
        except IntegrityError:
            if current is not None:
                del current.images[images:]
            if now is not None:
                self.clashes.append(Clash(name, "", _called(now), ""))


def _fill(row: Versioned, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _value(row: Versioned, name: str) -> Any:
    """What stands in a column of a row."""
    return inspect(row).attrs[name].value


def _differs(edited: _Edited, now: dict[str, Any]) -> bool:
    return any(now.get(name) != value for name, value in edited.before.items() if name not in _OWN)


def _without_version(now: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in now.items() if name != "version"}


def _called(now: dict[str, Any]) -> str:
    return str(
        next((now[name] for name in ("name", "alias", "full_name", "valid_from", "heading") if now.get(name)), "")
    )
