"""The attendee list as a workbook: columns chosen and ordered, and nothing in it that imports back differently."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from desktop.domain.auditing import Leaving, Way
from desktop.domain.errors import InvalidInput
from desktop.domain.fields import FIELDS
from desktop.domain.people import AttendeeView
from desktop.domain.questions import Question, QuestionKind
from desktop.excel.writing import table_writer
from desktop.excel.writing.table_writer import SheetColumn, TableContent
from desktop.services import journal, questions
from desktop.services.attendees import list_attendees
from desktop.services.auditing import leaving
from desktop.services.points import belonging
from desktop.store.transaction import Transaction
from desktop.wording import field as words
from desktop.wording import points
from desktop.wording.questions import answer_text

__all__ = ["ALL_COLUMNS", "COLUMNS", "TableContent", "export_attendees", "record_export", "save"]

COLUMNS = ("number", "code", *(name for name in FIELDS if name != "off_payroll"))
"""The columns of an export unless others are chosen."""
ALL_COLUMNS = (*COLUMNS, "unit_kind", "attention", "off_payroll", "point")
"""Every column there is to choose from."""


def export_attendees(
    tx: Transaction,
    conference_id: uuid.UUID,
    columns: Sequence[str] | None = None,
    order: str = "rank",
    *,
    only: Collection[uuid.UUID] | None = None,
    groups_first: bool = False,
) -> TableContent:
    """Everyone registered, or `only` these, in one of the orders of `services.ordering`, by role group before all that.

    `columns` are COLUMNS, where there are any the points, and all questions (by their keys) unless told otherwise. Raises InvalidInput for a column there
    is not.
    """
    asked = {each.key: each for each in questions.list_questions(tx, conference_id)}
    at_points = ("point",) if belonging.has_points(tx, conference_id) else ()
    chosen = tuple(columns or (*COLUMNS, *at_points, *asked))
    for name in chosen:
        if name not in ALL_COLUMNS and name not in asked:
            raise InvalidInput("export.unknown_column", field="columns", value=name)
    people = list_attendees(tx, conference_id, sort=order, groups_first=groups_first)
    people = [each for each in people if only is None or each.id in only]
    return TableContent(
        title=words.list_title(),
        columns=tuple(
            _answers_column(asked[name], people)
            if name in asked
            else SheetColumn(name, words.heading(name), _KINDS.get(name, "text"))
            for name in chosen
        ),
        rows=[
            [_answer(person, asked[name]) if name in asked else _value(person, name, number) for name in chosen]
            for number, person in enumerate(people, start=1)
        ],
    )


def _answers_column(question: Question, people: Sequence[AttendeeView]) -> SheetColumn:
    """Whole numbers are numbers in the workbook too; the column goes by the question's title."""
    whole = question.kind is QuestionKind.NUMBER and not any(
        isinstance(each.answers.get(question.key), float) for each in people
    )
    return SheetColumn(question.title, question.title, "number" if whole else "text")


def _answer(person: AttendeeView, question: Question) -> table_writer.Value:
    answer = person.answers.get(question.key)
    return answer if isinstance(answer, int) and not isinstance(answer, bool) else answer_text(answer)


def save(content: TableContent, path: str | Path, *further: TableContent) -> Path:
    """Write the workbook, `further` tables as sheets after the first; a name that does not end in .xlsx gets it.

    Raises AppError("file.cannot_write").
    """
    target = with_ending(path)
    table_writer.save(content, target, *further)
    return target


def with_ending(path: str | Path) -> Path:
    """The path ending in .xlsx: "Danh sách 23.5" has no ending, and a workbook called .pdf opens nowhere."""
    target = Path(path)
    return target if target.suffix.lower() == ".xlsx" else target.with_name(f"{target.name}.xlsx")


def record_export(tx: Transaction, conference_id: uuid.UUID, content: TableContent) -> None:
    """Note in the journal that personal data left the program."""
    columns = [column.field for column in content.columns]
    people = len(content.rows)
    with journal.entry(tx, "data.exported", (), conference_id=conference_id, count=people, columns=columns):
        pass
    leaving.record(tx, Leaving(Way.FILE, "attendees", people, tuple(columns), conference_id))


_KINDS: Mapping[str, table_writer.Kind] = {"number": "number", "birth": "date"}


def _value(person: AttendeeView, name: str, number: int) -> table_writer.Value:
    if name == "number":
        return number
    if name == "birth":
        return dt.date.fromisoformat(person.birth) if len(person.birth) == 10 else words.birth(person.birth)
    if name == "gender":
        return words.gender(person.gender)
    if name == "unit_kind":
        return words.kind_title(person.unit_kind) if person.unit_kind else ""
    if name == "point":
        return points.name_of(person.point)
    if name == "off_payroll":
        return "x" if person.off_payroll else ""
    text: str = getattr(person, name)
    return text
