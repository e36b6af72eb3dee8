"""Everything that is kept about a person, row by row, in words."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from desktop.domain.errors import NotFound
from desktop.domain.fields import SENSITIVE_FIELDS
from desktop.domain.personal import Kept, PersonRecord, Section
from desktop.services.personal import tasks
from desktop.services.personal.finding import rows_of
from desktop.services.points.belonging import point_name
from desktop.store.tables import (
    Attendance,
    AttendanceMark,
    Attendee,
    Certificate,
    Change,
    Conference,
    ImportBatch,
    ImportRow,
    JournalEntry,
    Person,
    PrintedSheet,
    PrintMark,
    Question,
    RoleGroup,
    TrainingSession,
)
from desktop.store.transaction import Transaction
from desktop.wording import attendance as attendance_words
from desktop.wording import field, signed_sheets
from desktop.wording import personal as words
from desktop.wording.formats import code_text, date_text, dotted, moment_text
from desktop.wording.questions import answer_text

_PERSON = ("full_name", "honorific", "gender", "birth", "phone", "email")
_ATTENDEE = ("full_name", "honorific", "unit_name", "position", "note", "attention", "seat", "state_reason")
_AS_HEADED = {"unit_name": "unit", "said_reason": "state_reason"}


def record(tx: Transaction, person_id: uuid.UUID) -> PersonRecord:
    """Everything kept about the person. Raises NotFound."""
    person = tx.get(Person, person_id)
    if person is None:
        raise NotFound("person.not_found", what="person")
    people, attendees = rows_of(tx, person_id)
    work = _Viewing(tx, people, attendees)
    sheets = tuple(work.sheets())
    kept = (*work.directory(), *work.registrations(), *work.attendance(), *work.certificates(), *work.prints())
    told = tuple(Kept(Section.SHEETS, title, words.place_on_sheet(), str(place)) for title, place, _signed in sheets)
    signed = tuple(title for title, _place, is_signed in sheets if is_signed)
    named = tasks.naming(tx, [person.full_name])
    of_tasks = tuple(
        Kept(Section.TASKS, field.thing(name), field.heading(each), text) for name, _key, each, text in named
    )
    return PersonRecord(
        id=person_id,
        full_name=person.full_name,
        people=people,
        attendees=attendees,
        kept=(*kept, *told, *of_tasks, *work.imports(), *work.journal()),
        signed_sheets=signed,
    )


def stands_on_signed_sheet(tx: Transaction, attendees: Sequence[uuid.UUID]) -> bool:
    """Whether a sheet that came back signed names any of them."""
    return any(signed for _title, _place, signed in _Viewing(tx, (), tuple(attendees)).sheets())


class _Viewing:
    """One person's rows, read table by table."""

    def __init__(self, tx: Transaction, people: tuple[uuid.UUID, ...], attendees: tuple[uuid.UUID, ...]) -> None:
        self.tx, self.people, self.attendees = tx, people, attendees
        conferences = select(Conference.id, Conference.title).join(Attendee).where(Attendee.id.in_(attendees))
        self.titles = {key: title for key, title in tx.execute(conferences)}  # noqa: C416 - rows are no pairs to mypy

        asked = select(Question.id, Question.title).where(Question.conference_id.in_(list(self.titles)))
        self.questions = {key.hex: title for key, title in tx.execute(asked)}

    def directory(self) -> Iterator[Kept]:
        for person in self.tx.scalars(select(Person).where(Person.id.in_(self.people))):
            for name in _PERSON:
                yield from _said(Section.DIRECTORY, "", name, getattr(person, name))

    def registrations(self) -> Iterator[Kept]:
        query = (
            select(Attendee, Attendee.extra, Attendee.off_payroll, RoleGroup.title, point_name(), Attendee.answers)
            .outerjoin(RoleGroup, RoleGroup.id == Attendee.role_group_id)
            .where(Attendee.id.in_(self.attendees))
            .order_by(Attendee.created_at)
        )
        for attendee, extra, off_payroll, group, point, answers in self.tx.execute(query):
            where = self.titles.get(attendee.conference_id, "")
            yield Kept(Section.REGISTRATIONS, where, field.heading("code"), code_text(attendee.code))
            for name in _ATTENDEE:
                yield from _said(Section.REGISTRATIONS, where, _AS_HEADED.get(name, name), getattr(attendee, name))
            yield from _said(Section.REGISTRATIONS, where, "role_group", group or "")
            yield from _said(Section.REGISTRATIONS, where, "point", point)
            yield from _said(Section.REGISTRATIONS, where, "state", field.state(attendee.state))
            for name in SENSITIVE_FIELDS:
                yield from _said(Section.REGISTRATIONS, where, name, str(extra.get(name, "")))
            if attendee.said_reason != attendee.state_reason:
                yield from _said(Section.REGISTRATIONS, where, _AS_HEADED["said_reason"], attendee.said_reason)
            if off_payroll:
                yield from _said(Section.REGISTRATIONS, where, "off_payroll", "x")
            for key, answer in answers.items():
                yield Kept(Section.REGISTRATIONS, where, self.questions.get(key, ""), answer_text(answer))

    def attendance(self) -> Iterator[Kept]:
        states = (
            select(Attendance, TrainingSession.title)
            .join(TrainingSession, TrainingSession.id == Attendance.training_session_id)
            .where(Attendance.attendee_id.in_(self.attendees))
            .order_by(TrainingSession.starts_at)
        )
        for row, title in self.tx.execute(states):
            values = (
                attendance_words.status(row.status),
                moment_text(row.arrived_at),
                moment_text(row.left_at),
                row.remark,
            )
            yield Kept(Section.ATTENDANCE, title, field.heading("state"), " · ".join(filter(None, values)))
        marks = (
            select(AttendanceMark, TrainingSession.title)
            .join(TrainingSession, TrainingSession.id == AttendanceMark.training_session_id)
            .where(AttendanceMark.attendee_id.in_(self.attendees))
            .order_by(AttendanceMark.at)
        )
        for mark, title in self.tx.execute(marks):
            said = (
                attendance_words.kind(mark.kind),
                moment_text(mark.at),
                mark.desk,
                signed_sheets.reason(mark.reason),
            )
            yield Kept(Section.ATTENDANCE, title, words.mark(), " · ".join(filter(None, said)))

    def certificates(self) -> Iterator[Kept]:
        mine = select(Certificate).where(Certificate.attendee_id.in_(self.attendees)).order_by(Certificate.issued_on)
        for each in self.tx.scalars(mine):
            said = [date_text(each.issued_on), *_texts(each.content), each.revoked_reason]
            where = self.titles.get(each.conference_id, "")
            number = words.certificate(each.number)
            yield Kept(Section.CERTIFICATES, where, number, " · ".join(filter(None, said)))

    def prints(self) -> Iterator[Kept]:
        mine = select(PrintMark).where(PrintMark.attendee_id.in_(self.attendees)).order_by(PrintMark.at)
        for each in self.tx.scalars(mine):
            where = self.titles.get(each.conference_id, "")
            yield Kept(Section.PRINTS, where, each.name, dotted(moment_text(each.at), each.desk))

    def sheets(self) -> Iterator[tuple[str, int, bool]]:
        """Attendance sheets that name them: which, their number on it, and whether it came back signed."""
        mine = {key.hex for key in self.attendees}
        query = select(PrintedSheet).where(PrintedSheet.conference_id.in_(list(self.titles))).order_by(PrintedSheet.at)
        for sheet in self.tx.scalars(query):
            rows = sheet.content.get("rows", [])
            place = next((number for number, key in enumerate(rows, start=1) if key in mine), None)
            if place is not None:
                title = words.sheet(sheet.number, self.titles[sheet.conference_id])
                yield title, place, bool(sheet.entered)

    def imports(self) -> Iterator[Kept]:
        mine = (
            select(ImportRow, ImportBatch.at)
            .join(ImportBatch, ImportBatch.id == ImportRow.import_batch_id)
            .where(ImportRow.attendee_id.in_(self.attendees))
            .order_by(ImportRow.id)
        )
        for row, at in self.tx.execute(mine):
            where = dotted(row.file, row.sheet, str(row.row), moment_text(at))
            yield Kept(Section.IMPORTS, where, words.row_as_it_stood(), " · ".join(filter(None, map(str, row.raw))))

    def journal(self) -> Iterator[Kept]:
        mine = (
            select(Change, JournalEntry.at, JournalEntry.action, JournalEntry.desk)
            .join(JournalEntry, JournalEntry.id == Change.journal_entry_id)
            .where(Change.entity_id.in_((*self.people, *self.attendees)))
            .order_by(Change.id)
        )
        for change, at, action, desk in self.tx.execute(mine):
            answers = (change.before or {}).get("answers") or {}
            said = [f"{self.questions.get(key, '')}: {answer_text(answer)}" for key, answer in answers.items()]
            before = " · ".join([*_texts(change.before or {}), *said])
            if before:
                yield Kept(Section.JOURNAL, dotted(moment_text(at), desk), action, before)


def _said(section: Section, where: str, name: str, value: str) -> Iterator[Kept]:
    if value:
        shown = {"birth": field.birth, "gender": field.gender}.get(name, str)(value)
        yield Kept(section, where, field.heading(name), shown)


def _texts(values: Mapping[str, Any]) -> list[str]:
    """The texts of a row's image, without its keys to other rows and its folded copies."""
    return [
        f"{field.heading(name)}: {value}"
        for name, value in values.items()
        if isinstance(value, str) and value and name not in ("name_key", "sort_key", "search", "fingerprint")
    ]
