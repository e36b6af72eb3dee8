"""The registration form for units: what comes back imports with no question asked."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import select

from desktop.domain.auditing import Leaving, Way
from desktop.domain.fields import FIELDS
from desktop.domain.names import normalise
from desktop.domain.people import AttendeeView, Gender, UnitView
from desktop.domain.questions import Question, QuestionKind
from desktop.excel.writing.form_writer import FormColumn, FormContent, save_form
from desktop.services.attendees import list_attendees
from desktop.services.auditing import leaving
from desktop.services.conferences import get_conference
from desktop.services.groups import list_groups
from desktop.services.questions import list_questions
from desktop.services.registration_page import page
from desktop.services.units import find_unit, get_unit, list_units
from desktop.store.database import Database
from desktop.store.tables import Invitation
from desktop.store.transaction import Transaction
from desktop.whole_file import write_whole
from desktop.wording import field as words
from desktop.wording import registration_form as form
from desktop.wording.formats import dates_text
from desktop.wording.questions import answer_text, typed_text

__all__ = ["FormContent", "handed_out", "registration_form", "save"]

_BLANK_ROWS = 30
_FURTHER = 10
"""Blank rows below people already registered."""


def registration_form(
    tx: Transaction, conference_id: uuid.UUID, *, unit: str = "", unit_id: uuid.UUID | None = None
) -> FormContent:
    """The form of a conference, for everyone or for one unit; that unit's people already registered stand in it.

    Their badge codes go along in a hidden column, so that corrections find them again. A unit that the directory does
    not know yet is written as it is.
    """
    conference = get_conference(tx, conference_id)
    asked = _unit(tx, unit, unit_id)
    unit_name = asked.name if asked else normalise(unit)
    units = [view.name for view in list_units(tx, active_only=True)]
    groups = [view.title for view in list_groups(tx, conference_id)]
    further = list_questions(tx, conference_id)
    registered = list_attendees(tx, conference_id, unit_id=asked.id, sort="name") if asked else []
    return FormContent(
        sheet=form.sheet_title(),
        title=form.title(conference.title),
        unit_line=form.unit_line(unit_name),
        instructions=form.instructions(),
        unit=unit_name,
        columns=_columns(tuple(units if asked or not unit_name else [unit_name, *units]), tuple(groups), further),
        rows=tuple(_row(person, further) for person in registered),
        blank_rows=_FURTHER if registered else _BLANK_ROWS,
        choose_title=form.not_listed()[0],
        choose_text=form.not_listed()[1],
        conference=conference.code,
        fact=form.fact(
            dates_text(conference.starts_on, conference.ends_on), conference.venue, _due(tx, conference_id, asked)
        ),
    )


def save(content: FormContent, path: str | Path) -> Path:
    """Write the form: a page where the name ends in .html, else a workbook. Any other name than .xlsx gets that ending.

    Raises AppError("file.cannot_write").
    """
    target = Path(path)
    if target.suffix.lower() in (".html", ".htm"):
        write_whole(target, page(content).encode("utf-8"))
        return target
    target = target if target.suffix.lower() == ".xlsx" else target.with_name(f"{target.name}.xlsx")
    save_form(content, target)
    return target


def handed_out(database: Database, conference_id: uuid.UUID, contents: Iterable[FormContent]) -> None:
    """Write into the audit that forms with people in them were saved; forms that hold nobody are no data."""
    made = list(contents)
    people = sum(len(each.rows) for each in made)
    if people:
        held = {name for each in made for row in each.rows for name, text in row.items() if text}
        fields = tuple(name for name in FIELDS if name in held)
        leaving.write_leaving(database, Leaving(Way.FILE, "registration_form", people, fields, conference_id))


def _due(tx: Transaction, conference_id: uuid.UUID, unit: UnitView | None) -> dt.date | None:
    """Until when the unit is to reply."""
    if unit is None:
        return None
    where = (Invitation.conference_id == conference_id, Invitation.unit_id == unit.id)
    return tx.scalar(select(Invitation.due).where(*where))


def _unit(tx: Transaction, name: str, unit_id: uuid.UUID | None) -> UnitView | None:
    if unit_id is None and name.strip():
        unit_id = find_unit(tx, name)
    return get_unit(tx, unit_id) if unit_id else None


def _columns(units: tuple[str, ...], groups: tuple[str, ...], further: Sequence[Question]) -> tuple[FormColumn, ...]:
    genders = tuple(words.gender(gender) for gender in Gender)
    return (
        FormColumn("number", words.heading("number"), 6),
        FormColumn("full_name", words.heading("full_name"), 28),
        FormColumn("gender", words.heading("gender"), 10, genders, strict=True),
        FormColumn("birth", words.heading("birth"), 14),
        FormColumn("position", words.heading("position"), 26),
        FormColumn("unit", words.heading("unit"), 34, units),
        FormColumn("role_group", words.heading("role_group"), 24, groups),
        FormColumn("phone", words.heading("phone"), 16),
        FormColumn("email", words.heading("email"), 26),
        FormColumn("note", words.heading("note"), 20),
        *(_question(each) for each in further),
        FormColumn("code", words.heading("code"), 12, hidden=True),
    )


def _question(question: Question) -> FormColumn:
    """A column that offers what there is to answer."""
    choices = question.choices
    if question.kind is QuestionKind.YES_NO:
        choices = (answer_text(True), answer_text(False))
    width = max(12, min(len(question.title) + 3, 28))
    return FormColumn(question.key, question.title, width, choices, strict=bool(choices))


def _row(person: AttendeeView, further: Sequence[Question]) -> dict[str, str]:
    return {
        "full_name": person.full_name,
        "gender": words.gender(person.gender),
        "birth": words.birth(person.birth),
        "position": person.position,
        "unit": person.unit,
        "role_group": person.role_group,
        "phone": person.phone,
        "email": person.email,
        "note": person.note,
        "code": person.code,
        **{each.key: typed_text(person.answers.get(each.key)) for each in further},
    }
