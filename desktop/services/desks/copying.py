"""A conference whole, from a data file to a server and back: people, agenda, attendance, papers, imports, journal.

Units are the directory's: one that the other side has (the same id, else the same kind and name) stands for it there, and
nothing about it is changed. Of a person that both sides know the row that was edited more often counts.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from desktop.domain.areas import RECORDED
from desktop.domain.auditing import Leaving, Way
from desktop.domain.backups import Reason
from desktop.domain.errors import InvalidInput
from desktop.domain.fields import FIELDS
from desktop.domain.progress import Progress
from desktop.domain.search import with_phone
from desktop.services import conferences, journal
from desktop.services.auditing import chain, emptying, leaving
from desktop.services.desks import files
from desktop.services.desks.bundles import (
    AFTERWARDS,
    DIRECTORY,
    WHOLE,
    Bundle,
    Row,
    everything,
    gather,
    join_again,
    parted,
    replaced_first,
    table,
    within,
)
from desktop.services.personal import tombstones
from desktop.store import backup, images
from desktop.store.bulk import chunks
from desktop.store.database import Database
from desktop.store.tables import Conference, JournalEntry, Picture, Unit, UnitAlias
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database

_BATCH = 1000
_OF_THE_OFFICE = ("office", "pay_rate", "rank_table", "signing_key")
"""The other side's own stand, where it has any."""
_AFTERWARDS = ("conclusion", "task", "task_progress", "task_extension", "reminder", "correction", *AFTERWARDS)
_TOUCHED = RECORDED


@dataclass(frozen=True, slots=True)
class Copied:
    """A conference that was copied."""

    conference_id: uuid.UUID
    title: str
    code: str
    """Its number at the other side."""
    attendees: int
    marks: int
    kept: Path | None = None
    """The backup of the file as it was, when the conference in it was replaced."""


def copy_in(server: Database, path: Path, name: str, progress: Progress | None = None) -> Copied:
    """Copy a conference of a data file to the server. Raises InvalidInput when the server has it already."""
    _needs_server(server)
    with files.opened_copy(path) as source:
        bundle = source.read(lambda tx: take(tx, conferences.find_conference(tx, name).id))
    return server.write(lambda tx: _placed(tx, bundle, "server.copied_in", progress))


def copy_out(server: Database, path: Path, name: str, progress: Progress | None = None) -> Copied:
    """Copy a conference of the server to a data file, made when there is none.

    When the file holds it already, the file is backed up first, and the conference in it replaced whole.
    """
    _needs_server(server)
    bundle = server.read(lambda tx: take(tx, conferences.find_conference(tx, name).id))
    (row,) = bundle.rows("conference")
    target = open_database(path, desk=server.desk)
    try:
        known = target.read(lambda tx: tx.get(Conference, row["id"]) is not None)
        kept = backup.make(target.path or path, Reason.COPY) if known else None
        copied = target.write(lambda tx: _placed(tx, bundle, "server.copied_out", progress, kept))
    finally:
        target.close()
    leaving.write_leaving(server, Leaving(Way.DATA_COPY, "conference", copied.attendees, FIELDS, copied.conference_id))
    return copied


def _needs_server(server: Database) -> None:
    if server.path is not None:
        raise InvalidInput("copy.needs_server")


def _placed(
    tx: Transaction, bundle: Bundle, action: str, progress: Progress | None, kept: Path | None = None
) -> Copied:
    row = place(tx, bundle, replace=kept is not None, progress=progress)
    # Of no conference: a line about the copy is no part of what was copied.
    journal.note(tx, action, _TOUCHED, conference_id=None, name=row["title"])
    people, marks = (len(bundle.rows(name)) for name in ("attendee", "attendance_mark"))
    return Copied(row["id"], row["title"], str(row["number"]), people, marks, kept)


def take(tx: Transaction, conference_id: uuid.UUID) -> Bundle:
    """Everything the conference is, and what its papers take from the office: letterhead, rates, ranks, pictures, and the key."""
    whole = gather(tx, [conference_id], WHOLE, sensitive=True).tables
    office = {name: everything(tx, name) for name in (*_OF_THE_OFFICE, "erasure")}
    pictures = [row for row in everything(tx, "picture") if row["conference_id"] in (None, conference_id)]
    return Bundle({**whole, **office, "picture": pictures})


def place(tx: Transaction, bundle: Bundle, *, replace: bool = False, progress: Progress | None = None) -> Row:
    """Write a whole conference into a database; returns its row there.

    A number that another conference has gives way to the next free one: badges stay as printed. Raises InvalidInput when
    the conference is there already and must not be replaced.
    """
    return _Placing(tx, bundle, progress or (lambda _done, _total: None)).run(replace=replace)


def clear(tx: Transaction, conference_id: uuid.UUID, action: str, coming: Collection[uuid.UUID] = ()) -> None:
    """Take a conference out with all that it is; people and units stay, others may stand on them.

    The audit's lines of its journal are emptied by a line with this action, but for entries that come again.
    """
    mine = select(JournalEntry.token).where(JournalEntry.conference_id == conference_id)
    gone = set(tx.scalars(mine)).difference(coming)
    if gone:
        emptying.empty(tx, action, gone, {}, conference_id=conference_id)
    left = {*WHOLE} - {*DIRECTORY, "person"}
    if tx.get_bind().dialect.name == "postgresql":
        # A server erases nothing that is not in the bin; one that is replaced goes through it.
        binned = update(Conference).where(Conference.id == conference_id, Conference.binned_at.is_(None))
        tx.execute(binned.values(binned_at=tx.clock()))
        tx.execute(select(func.tap_huan_erase_conference(conference_id)))
        left -= {"journal_entry", "change", "attendance", "attendance_mark"}
    for name in reversed([name for name in WHOLE if name in left]):
        tx.execute(delete(table(name)).where(within(name, [conference_id])))


class _Placing:
    """One conference on its way into a database."""

    def __init__(self, tx: Transaction, bundle: Bundle, progress: Progress) -> None:
        self.tx, self.bundle, self.progress = tx, bundle, progress
        self.total = sum(map(len, bundle.tables.values()))
        self.done = 0
        self.units: dict[uuid.UUID, uuid.UUID] = {}
        self.lines: dict[int, int] = {}
        """Ids of journal lines there -> here."""

    def run(self, *, replace: bool) -> Row:
        """Everything, in one transaction of the caller's."""
        self.tx.flush()
        tombstones.follow(self.tx, self.bundle.rows("erasure"))
        self.bundle = tombstones.without(self.tx, self.bundle)
        (row,) = self.bundle.rows("conference")
        there = self.tx.execute(
            select(Conference.number, Conference.binned_at).where(Conference.id == row["id"])
        ).first()
        number = None
        if there is not None:
            number = there.number
            if there.binned_at is not None:
                raise InvalidInput("copy.in_bin", name=row["title"])
            if not replace:
                raise InvalidInput("copy.on_server_already", name=row["title"])
            coming = {each["token"] for each in self.bundle.rows("journal_entry")}
            clear(self.tx, row["id"], "conference.replaced", coming)
        row = {**row, "number": number or self._free_number(row["number"])}
        self._units()
        self._persons()
        self._insert("conference", [row])
        for name in ("role_group", "venue_point", "training_session", "audience", "session_point", "import_batch"):
            self._insert(name, self.bundle.rows(name))
        self._insert("import_row", _numbered(self.bundle.rows("import_row")))
        attendees, joined = parted(replaced_first(self.bundle.rows("attendee")))
        found_by = self._found_by(attendees)
        self._insert(
            "attendee",
            [{**each, "unit_id": self._unit(each["unit_id"]), "search": found_by[each["id"]]} for each in attendees],
        )
        join_again(self.tx, joined)
        if self.tx.get_bind().dialect.name == "sqlite":  # a server folds the marks itself
            self._insert("attendance", self.bundle.rows("attendance"))
        for name in (
            "point_attendee",
            "distinct_pair",
            "attendance_mark",
            "printed_sheet",
            "printed_page",
            "document_settings",
            "question",
            "sheet_picture",
        ):
            self._insert(name, self.bundle.rows(name))
        for name in ("quota", "point_unit", "invitation", "seat_plan", "certificate", "print_mark", *_AFTERWARDS):
            rows = self.bundle.rows(name)
            if rows and "unit_id" in rows[0]:
                rows = [{**each, "unit_id": self._unit(each["unit_id"])} for each in rows]
            if name in ("point_unit", "invitation"):  # two units there may be one here
                rows = list({each["unit_id"]: each for each in reversed(rows)}.values())
            self._insert(name, rows)
        self._pictures()
        for name in _OF_THE_OFFICE:
            if self.tx.scalar(select(table(name).c.id).limit(1)) is None:
                self._insert(name, self.bundle.rows(name))
        self._journal(row["id"])
        self.tx.expire_all()
        return row

    def _found_by(self, attendees: Sequence[Row]) -> dict[uuid.UUID, str]:
        """By what each is found: in a data file also by the end of the phone number, which a server leaves out."""
        people = self.bundle.by_id("person")
        on_file = self.tx.get_bind().dialect.name == "sqlite"
        return {
            row["id"]: with_phone(row["search"], row["code"], people[row["person_id"]]["phone"])
            if on_file and row["person_id"] in people
            else row["search"]
            for row in attendees
        }

    def _pictures(self) -> None:
        """The conference's own, and of the office's those that are missing here."""
        here = set(self.tx.scalars(select(Picture.kind).where(Picture.conference_id.is_(None))))
        given = self.bundle.rows("picture")
        self._insert("picture", [row for row in given if row["conference_id"] or row["kind"] not in here])

    def _free_number(self, wanted: int) -> int:
        taken = set(self.tx.scalars(select(Conference.number)))
        return wanted if wanted not in taken else max(taken) + 1

    def _unit(self, key: uuid.UUID | None) -> uuid.UUID | None:
        return self.units.get(key) if key else None

    def _units(self) -> None:
        """The unit here that stands for each unit there; those that are missing come with their names and spellings."""
        rows = self.bundle.rows("unit")
        here = self._existing("unit", [row["id"] for row in rows])
        missing = []
        for row in rows:
            key = row["id"]
            if key not in here:
                same = select(Unit.id).where(Unit.kind == row["kind"], Unit.key == row["key"]).order_by(Unit.id)
                key = self.tx.scalars(same).first() or key
                if key == row["id"]:
                    missing.append(row)
            self.units[row["id"]] = key
        new = {row["id"] for row in missing}
        self._insert("unit", missing)
        self._insert("unit_name", [row for row in self.bundle.rows("unit_name") if row["unit_id"] in new])
        taken = set(self.tx.scalars(select(UnitAlias.key)))
        aliases = [row for row in self.bundle.rows("unit_alias") if row["unit_id"] in new and row["key"] not in taken]
        self._insert("unit_alias", aliases)

    def _persons(self) -> None:
        people = table("person")
        rows = self.bundle.rows("person")
        versions: dict[uuid.UUID, int] = {}
        for part in chunks([row["id"] for row in rows]):
            found = self.tx.execute(select(people.c.id, people.c.version).where(people.c.id.in_(part)))
            versions.update((key, version) for key, version in found)
        self._insert("person", [row for row in rows if row["id"] not in versions])
        for row in rows:
            if row["id"] in versions and row["version"] > versions[row["id"]]:
                self.tx.execute(update(people).where(people.c.id == row["id"]).values(**row))

    def _journal(self, conference_id: uuid.UUID) -> None:
        """The lines, under new numbers; what refers to a line by its number follows."""
        given = self.bundle.rows("journal_entry")
        self._insert("journal_entry", _numbered([{**row, "undone_by": None} for row in given]))
        query = select(JournalEntry.token, JournalEntry.id).where(JournalEntry.conference_id == conference_id)
        numbers = {token: number for token, number in self.tx.execute(query)}  # noqa: C416 - rows are no pairs to mypy
        self.lines = {row["id"]: numbers[row["token"]] for row in given}
        lines = table("journal_entry")
        for row in given:
            values: Row = {}
            if row["undone_by"] is not None:
                values["undone_by"] = self.lines.get(row["undone_by"], 0)
            if row["details"].get("entry") in self.lines:
                values["details"] = {**row["details"], "entry": self.lines[row["details"]["entry"]]}
            if values:
                self.tx.execute(update(lines).where(lines.c.id == self.lines[row["id"]]).values(**values))
        for row in given:
            self.tx.flush()
            chain.append(
                self.tx,
                row["action"],
                row["details"],
                at=row["at"],
                conference_id=row["conference_id"],
                token=row["token"],
                desk=row["desk"],
            )
        self._insert("change", map(self._change, _numbered(self.bundle.rows("change"))))

    def _change(self, row: Row) -> Row:
        """A row's image; it names units as this side does."""
        changed = {**row, "journal_entry_id": self.lines[row["journal_entry_id"]]}
        if row["entity"] == "unit":
            changed["entity_id"] = self.units.get(row["entity_id"], row["entity_id"])
        elif row["before"] and "unit_id" in row["before"]:
            unit = images.lively(row["before"]["unit_id"])
            changed["before"] = {**row["before"], **images.plain({"unit_id": self.units.get(unit, unit)})}
        return changed

    def _existing(self, name: str, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
        keys = table(name).c.id
        return {key for part in chunks(ids) for key in self.tx.scalars(select(keys).where(keys.in_(part)))}

    def _insert(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        waiting = list(rows)
        for start in range(0, len(waiting), _BATCH):
            part = waiting[start : start + _BATCH]
            self.tx.execute(insert(table(name)), part)
            self.done += len(part)
            self.progress(min(self.done, self.total), self.total)


def _numbered(rows: Iterable[Row]) -> list[Row]:
    """Rows that take the next numbers of the database they come into, in the order they had."""
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]
