"""A person erased or made anonymous, everywhere at once, the counts kept.

Anonymised, a registration keeps its code, unit, group and attendance, but nothing that tells who it was: who holds the
signed sheet can still match its row. Erased, another row without a name takes its place under a new code, so that counts
stay and nothing leads back. Neither can be undone: no image of what stood is kept, and the journal forgets the name.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import ARRAY, JSON, ColumnElement, Uuid, delete, func, insert, literal, or_, select, update

from desktop.domain.areas import Area
from desktop.domain.auditing import ERASED
from desktop.domain.errors import Conflict, NotFound
from desktop.domain.names import fold, sort_key
from desktop.domain.personal import Erased
from desktop.domain.search import search_text
from desktop.services import joined, journal, sheet_pictures
from desktop.services.auditing import emptying
from desktop.services.codes import take_codes
from desktop.services.personal import tasks, viewing
from desktop.store import cleaning, personal_columns
from desktop.store.bulk import among
from desktop.store.database import Database
from desktop.store.point_tables import PointAttendee
from desktop.store.tables import (
    Attendance,
    AttendanceMark,
    Attendee,
    Certificate,
    Change,
    DataRequest,
    DistinctPair,
    Erasure,
    ImportRow,
    JournalEntry,
    Person,
    PrintedSheet,
    PrintMark,
)
from desktop.store.transaction import Transaction
from desktop.wording import personal as words

_PLACES = uuid.UUID("6f0c1a52-2c1d-4f0e-9f3b-5b1c8f0d7e11")
"""Names the row that takes an erased one's place: the same on every desk, so that none counts twice."""
_AREAS = {Area.ATTENDEES, Area.ATTENDANCE, Area.SHEETS, Area.DOCUMENTS, Area.IMPORTS, Area.REPLIES, Area.TASKS}


def erase(tx: Transaction, person_id: uuid.UUID, *, anonymise: bool = False, reason: str = "") -> Erased:
    """Erase the person, or make them anonymous. `reason` goes into the audit: no names in it.

    Raises NotFound, or Conflict("person.signed_sheet") when a signed sheet names who is to be erased.
    """
    record = viewing.record(tx, person_id)
    if record.signed_sheets and not anonymise:
        raise Conflict("person.signed_sheet", name=record.full_name, sheets=record.signed_sheets)
    if tx.get(Erasure, person_id) is not None and anonymise:
        raise NotFound("person.erased_already", what="person")
    return forget(tx, record.people, record.attendees, anonymise=anonymise, reason=reason)


def erase_in(database: Database, person_id: uuid.UUID, *, anonymise: bool = False, reason: str = "") -> Erased:
    """As `erase`, and the data file forgets what its free pages still held of them."""
    return cleaned(database, database.write(lambda tx: erase(tx, person_id, anonymise=anonymise, reason=reason)))


def cleaned(database: Database, erased: Erased) -> Erased:
    """Let a data file forget what its free pages hold of them, and say whether it could."""
    return replace(erased, cleaned=database.path is None or cleaning.clean(database.path))


def forget(
    tx: Transaction,
    people: Collection[uuid.UUID],
    attendees: Collection[uuid.UUID],
    *,
    anonymise: bool,
    reason: str = "",
) -> Erased:
    """The same for known rows: also where another desk's file says that they were erased there."""
    if tx.get_bind().dialect.name == "sqlite":
        tx.connection().exec_driver_sql("PRAGMA secure_delete=ON")
    work = _Forgetting(tx, list(people), list(attendees), anonymise)
    return work.run(reason)


class _Forgetting:
    """One person on the way out. Statements only, no mapped rows: the journal would keep what they were."""

    def __init__(self, tx: Transaction, people: list[uuid.UUID], attendees: list[uuid.UUID], anonymise: bool) -> None:
        tx.flush()
        self.tx, self.people, self.attendees, self.anonymise = tx, people, attendees, anonymise
        self.ids = [*people, *attendees]
        self.on_server = tx.get_bind().dialect.name == "postgresql"
        names = (
            *tx.scalars(select(Person.full_name).where(among(tx, Person.id, people))),
            *tx.scalars(select(Attendee.full_name).where(among(tx, Attendee.id, attendees))),
        )
        self.names = sorted(set(names) - {""}, key=len, reverse=True)
        self.conferences = list(
            tx.scalars(select(Attendee.conference_id).where(among(tx, Attendee.id, attendees)).distinct())
        )
        self.stand_for_them: dict[uuid.UUID, uuid.UUID] = {}
        """Of each erased attendee the row that keeps their place in the counts."""

    def run(self, reason: str) -> Erased:
        shared = self._names_of_others()
        tokens, entries = self._journal(shared)
        images = self._images()
        rows = self._import_rows(shared)
        self._certificates()
        self._requests(shared)
        sheet_pictures.forget_people(self.tx, self.conferences, self.attendees)
        tasks.forget(self.tx, [name for name in self.names if name not in shared])
        self._tombstones()  # a server lets go of what is only added to for nobody else
        if self.anonymise:
            self._blank_attendees()
        else:
            self._replace_attendees()
        self._blank_people()
        details = {
            "anonymised": self.anonymise,
            "reason": reason,
            "people": len(self.people),
            "registrations": len(self.attendees),
        }
        emptying.empty(self.tx, ERASED, tokens, details, conference_id=None)
        action = "person.anonymised" if self.anonymise else "person.erased"
        journal.note(
            self.tx, action, _AREAS, conference_id=None, people=len(self.people), registrations=len(self.attendees)
        )
        self.tx.expire_all()
        return Erased(
            full_name=self.names[0] if self.names else "",
            anonymised=self.anonymise,
            conferences=len(self.conferences),
            registrations=len(self.attendees),
            images=images,
            entries=entries,
            import_rows=rows,
        )

    # -- the rows themselves --------------------------------------------------------------------------------------

    def _blank_attendees(self) -> None:
        columns = (Attendee.id, Attendee.code, Attendee.unit_name)
        for key, code, unit in self.tx.execute(select(*columns).where(self._mine(Attendee.id))).all():
            name = words.anonymous_name(code)
            values = {
                **personal_columns.forgotten("attendee"),
                **_named(name),
                "search": search_text(name, unit, code, ""),
            }
            self.tx.execute(update(Attendee).where(Attendee.id == key).values(**values, version=Attendee.version + 1))
        if self.on_server:
            self.tx.execute(select(func.tap_huan_forget_remarks(literal(self.attendees, ARRAY(Uuid())))))
        else:
            of = Attendance.attendee_id.in_(self.attendees), AttendanceMark.attendee_id.in_(self.attendees)
            self._forget_remarks(*of)

    def _replace_attendees(self) -> None:
        """A nameless row in the place of each who stands; whoever was joined into them goes with all that is theirs."""
        together = joined.among(self.tx, self.attendees)
        table = Attendee.__table__.c
        rows = self.tx.execute(select(*table).where(self._mine(Attendee.id))).mappings().all()
        standing = [row for row in rows if row["id"] not in together.leads]
        for row in standing:
            (code,) = take_codes(self.tx, row["conference_id"], 1)
            new, name = uuid.uuid5(_PLACES, row["id"].hex), words.erased_name(code)
            values = {
                **row,
                **personal_columns.forgotten("attendee"),
                **_named(name),
                "id": new,
                "person_id": self._nobody(new, name),
                "code": code,
                "search": search_text(name, row["unit_name"], code, ""),
                "seat": "",
                "import_batch_id": None,
                "joined_into_id": None,
                "version": 1,
            }
            self.tx.execute(insert(Attendee).values(**values))
            self.stand_for_them[row["id"]] = new
        for key in self.attendees:
            self.stand_for_them.setdefault(key, self.stand_for_them.get(together.one(key), key))
        taken = self.stand_for_them
        lost = [key for key, new in taken.items() if key == new or together.one(key) != key]
        for key, new in taken.items():
            self._hand_over(key, new, keep=key not in lost)
        self._rename_on_sheets()
        of_pair = or_(self._mine(DistinctPair.first_id), self._mine(DistinctPair.second_id))
        self.tx.execute(delete(DistinctPair).where(of_pair))
        self.tx.execute(update(Attendee).where(self._mine(Attendee.id)).values(joined_into_id=None))
        self.tx.execute(delete(Attendee).where(self._mine(Attendee.id)))

    def _hand_over(self, key: uuid.UUID, new: uuid.UUID, *, keep: bool) -> None:
        """What stands on an attendee's row: to the row that takes its place."""
        self.tx.execute(delete(PrintMark).where(PrintMark.attendee_id == key))
        if self.on_server:
            self.tx.execute(select(func.tap_huan_hand_over(key, new)))
        else:
            self._hand_over_marks(key, new, keep=keep)
        self.tx.execute(update(Certificate).where(Certificate.attendee_id == key).values(attendee_id=new))
        if keep:
            self.tx.execute(update(PointAttendee).where(PointAttendee.attendee_id == key).values(attendee_id=new))
        replaced = Attendee.substitute_for_id == key
        self.tx.execute(update(Attendee).where(replaced).values(substitute_for_id=new, version=Attendee.version + 1))

    def _hand_over_marks(self, key: uuid.UUID, new: uuid.UUID, *, keep: bool) -> None:
        if keep:
            self.tx.execute(update(Attendance).where(Attendance.attendee_id == key).values(attendee_id=new))
        else:
            self.tx.execute(delete(Attendance).where(Attendance.attendee_id == key))
        self.tx.execute(update(AttendanceMark).where(AttendanceMark.attendee_id == key).values(attendee_id=new))
        self._forget_remarks(Attendance.attendee_id == new, AttendanceMark.attendee_id == new)

    def _nobody(self, attendee_id: uuid.UUID, name: str) -> uuid.UUID:
        key = uuid.uuid5(_PLACES, attendee_id.hex)
        self.tx.execute(
            insert(Person).values(id=key, version=1, **_named(name), **personal_columns.forgotten("person"))
        )
        return key

    def _forget_remarks(self, states: ColumnElement[bool], marks: ColumnElement[bool]) -> None:
        self.tx.execute(update(Attendance).where(states).values(remark="", version=Attendance.version + 1))
        self.tx.execute(update(AttendanceMark).where(marks).values(reason=""))

    def _rename_on_sheets(self) -> None:
        """Sheets that never came back signed keep their rows, with who stands for the erased."""
        new = {key.hex: stands.hex for key, stands in self.stand_for_them.items()}
        query = select(PrintedSheet.id, PrintedSheet.content).where(PrintedSheet.conference_id.in_(self.conferences))
        for key, content in self.tx.execute(query).all():
            rows = content.get("rows", [])
            if not new.keys().isdisjoint(rows):
                content = {**content, "rows": [new.get(each, each) for each in rows]}
                values = {"content": content, "version": PrintedSheet.version + 1}
                self.tx.execute(update(PrintedSheet).where(PrintedSheet.id == key).values(**values))

    def _blank_people(self) -> None:
        if self.anonymise:
            values = {**_named(words.anonymous_name()), **personal_columns.forgotten("person")}
            mine = self._mine(Person.id, self.people)
            self.tx.execute(update(Person).where(mine).values(**values, version=Person.version + 1))
        else:
            self.tx.execute(delete(Person).where(self._mine(Person.id, self.people)))

    def _certificates(self) -> None:
        """A register keeps its numbers; whom they were for it does not say any more."""
        mine = select(Certificate.id, Certificate.content).where(self._mine(Certificate.attendee_id))
        for key, content in self.tx.execute(mine).all():
            name = words.anonymous_name() if self.anonymise else words.erased_name()
            told = {
                **content,
                "full_name": name,
                "honorific": "",
                "gender": "",
                "birth": "",
                "position": "",
                "code": "",
            }
            values = {"content": told, "revoked_reason": "", "version": Certificate.version + 1}
            self.tx.execute(update(Certificate).where(Certificate.id == key).values(**values))
        self.tx.execute(delete(PrintMark).where(self._mine(PrintMark.attendee_id)))

    def _requests(self, shared: set[str]) -> None:
        """What was asked and when stays on the list of requests; who asked goes, and what undo kept of it."""
        own = [name for name in self.names if name not in shared]
        mine = set(self.tx.scalars(select(DataRequest.id).where(DataRequest.who.in_(own))))
        told = words.anonymous_name() if self.anonymise else words.erased_name()
        values = {"who": told, "note": "", "version": DataRequest.version + 1}
        self.tx.execute(update(DataRequest).where(among(self.tx, DataRequest.id, sorted(mine))).values(**values))
        self.tx.execute(delete(Change).where(among(self.tx, Change.entity_id, sorted(mine)), Change.kind != "added"))

    def _tombstones(self) -> None:
        there = set(self.tx.scalars(select(Erasure.id).where(among(self.tx, Erasure.id, self.ids))))
        rows = [
            {"id": key, "entity": entity, "anonymised": self.anonymise, "at": self.tx.clock()}
            for entity, keys in (("person", self.people), ("attendee", self.attendees))
            for key in keys
            if key not in there
        ]
        if rows:
            self.tx.execute(insert(Erasure), rows)
        if there:
            values = {"anonymised": self.anonymise, "at": self.tx.clock()}
            self.tx.execute(update(Erasure).where(among(self.tx, Erasure.id, sorted(there))).values(**values))

    # -- what else tells of them ----------------------------------------------------------------------------------

    def _names_of_others(self) -> set[str]:
        """Those of the names that somebody else bears too: a text with one of these need not be about this person."""
        others = select(Person.full_name).where(Person.full_name.in_(self.names), Person.id.not_in(self.people))
        return set(self.tx.scalars(others))

    def _journal(self, shared: set[str]) -> tuple[set[uuid.UUID], int]:
        """Take the name out of the journal's lines: those about these rows, and any that tells a name nobody else has."""
        about = set(self.tx.scalars(select(Change.journal_entry_id).where(self._touched())))
        own = [name for name in self.names if name not in shared]
        lines = select(JournalEntry.id, JournalEntry.token, JournalEntry.details)
        tokens: set[uuid.UUID] = set()
        for key, token, details in self.tx.execute(lines.execution_options(yield_per=2000)).all():
            told = tasks.without(details, self.names if key in about else own)
            if told != details:
                if self.on_server:
                    self.tx.execute(select(func.tap_huan_forget_entry(key, literal(told, JSON()))))
                else:
                    self.tx.execute(update(JournalEntry).where(JournalEntry.id == key).values(details=told))
                tokens.add(token)
        return tokens, len(tokens)

    def _images(self) -> int:
        """Drop the row images; that a row was added stays where the row itself stays."""
        touched = self._touched()
        gone = touched if not self.anonymise else touched & (Change.kind != "added")
        count = self.tx.scalar(select(func.count()).select_from(Change).where(touched, Change.before.is_not(None))) or 0
        self.tx.execute(delete(Change).where(gone))
        return count

    def _touched(self) -> ColumnElement[bool]:
        """Images of these rows and of what stands on them."""
        of: list[uuid.UUID] = list(self.ids)
        for table in (Attendance, AttendanceMark, Certificate, PointAttendee, PrintMark):
            of += self.tx.scalars(select(table.id).where(self._mine(table.attendee_id)))
        return among(self.tx, Change.entity_id, of)

    def _import_rows(self, shared: set[str]) -> int:
        """Empty the rows as they stood in their files; a row that was refused is known by a name nobody else has."""
        mine = self.tx.scalars(select(ImportRow.id).where(self._mine(ImportRow.attendee_id))).all()
        found = set(mine)
        own = {fold(name) for name in self.names if name not in shared}
        rest = select(ImportRow.id, ImportRow.raw).where(ImportRow.attendee_id.is_(None))
        for key, raw in self.tx.execute(rest.execution_options(yield_per=2000)):
            if any(isinstance(cell, str) and fold(cell) in own for cell in raw):
                found.add(key)
        values: dict[str, Any] = {"raw": [], "problems": []}
        for key in sorted(found):
            self.tx.execute(update(ImportRow).where(ImportRow.id == key).values(**values))
        if not self.anonymise:
            self.tx.execute(update(ImportRow).where(self._mine(ImportRow.attendee_id)).values(attendee_id=None))
        return len(found)

    def _mine(self, column: Any, ids: list[uuid.UUID] | None = None) -> ColumnElement[bool]:
        return among(self.tx, column, self.attendees if ids is None else ids)


def _named(name: str) -> dict[str, str]:
    return {"full_name": name, "name_key": fold(name), "sort_key": sort_key(name)}
