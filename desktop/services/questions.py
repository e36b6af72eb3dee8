"""The questions of a conference and what its attendees answer: made, changed, removed with their answers, counted.

What a conference asks beyond the fields is a row of `Question` (`desktop/services/questions.py`); an attendee's answers
stand in one column, by the question's key and of its kind (`desktop/domain/questions.py::read_answer`). An import takes
a column for one by its heading (`desktop/services/importing/asking.py::Asking`), lists of people take it as a column.
So a new column seldom needs code; a new field does.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desktop.domain.areas import Area
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.names import fold, normalise
from desktop.domain.people import AttendeeState
from desktop.domain.questions import (
    LONGEST_CHOICE,
    LONGEST_TITLE,
    MOST_CHOICES,
    Answer,
    Question,
    QuestionKind,
    QuestionTally,
    read_answer,
    tally,
)
from desktop.services import journal, versions
from desktop.services.bulk import change_answers
from desktop.services.own_place import has_own_place
from desktop.store.tables import Attendee
from desktop.store.tables import Question as Row
from desktop.store.transaction import Transaction
from desktop.wording.questions import answer_text

if TYPE_CHECKING:
    from desktop.domain.documents.people import PersonOnPaper

_AREAS = frozenset({Area.ATTENDEES, Area.CONFERENCES, Area.DOCUMENTS})


def list_questions(tx: Transaction, conference_id: uuid.UUID) -> list[Question]:
    """The conference's questions in their order."""
    query = select(Row).where(Row.conference_id == conference_id).order_by(Row.place, Row.folded)
    return [_view(row) for row in tx.scalars(query)]


def find_question(tx: Transaction, conference_id: uuid.UUID, title: str) -> Question:
    """The question of this title, case and accents apart, or the only one with it in its own. Raises NotFound."""
    asked = list_questions(tx, conference_id)
    wanted = fold(title)
    found = [each for each in asked if fold(each.title) == wanted]
    found = found or [each for each in asked if wanted and wanted in fold(each.title)]
    if len(found) != 1:
        known = ", ".join(each.title for each in asked) or "–"
        raise NotFound("question.unknown", what="question", value=title, known=known)
    return found[0]


def add_question(
    tx: Transaction, conference_id: uuid.UUID, *, title: str, kind: QuestionKind, choices: Sequence[str] = ()
) -> Question:
    """A further question, last in order. Raises InvalidInput beside the field."""
    title, said = _title(tx, conference_id, title), _choices(kind, choices)
    with journal.entry(tx, "question.added", _AREAS, conference_id=conference_id, name=title):
        last = tx.scalar(select(func.max(Row.place)).where(Row.conference_id == conference_id)) or 0
        row = Row(conference_id=conference_id, title=title, folded=fold(title), kind=kind, choices=said, place=last + 1)
        tx.add(row)
        tx.flush()
    return _view(row)


def edit_question(
    tx: Transaction, question_id: uuid.UUID, *, version: int, title: str, kind: QuestionKind, choices: Sequence[str]
) -> Question:
    """Change a question; answers given before stay as they are, so its kind stays once somebody has answered.

    Raises Conflict for a stale version, InvalidInput beside the field.
    """
    row = _get(tx, question_id)
    versions.check(tx, row, version, name=row.title)
    title, said = _title(tx, row.conference_id, title, but=question_id), _choices(kind, choices)
    if kind != row.kind and (count := len(_answered(tx, row))):
        raise InvalidInput("question.answered", field="kind", count=count)
    with journal.entry(tx, "question.edited", _AREAS, conference_id=row.conference_id, name=title):
        row.title, row.folded, row.kind, row.choices = title, fold(title), kind, said
        tx.flush()
    return _view(row)


def remove_question(tx: Transaction, question_id: uuid.UUID) -> int:
    """Remove a question with all answers to it; undone, both are back. Returns how many had answered."""
    row = _get(tx, question_id)
    answers = _answered(tx, row)
    with journal.entry(tx, "question.removed", _AREAS, conference_id=row.conference_id, name=row.title) as line:
        key = row.id.hex
        change_answers(tx, line, {who: {k: v for k, v in said.items() if k != key} for who, said in answers.items()})
        tx.delete(row)
        tx.flush()
    return len(answers)


def move_question(tx: Transaction, question_id: uuid.UUID, place: int) -> list[Question]:
    """Put a question at `place` (from 0) among the conference's; the others close up."""
    row = _get(tx, question_id)
    query = select(Row).where(Row.conference_id == row.conference_id).order_by(Row.place, Row.folded)
    rows = [each for each in tx.scalars(query) if each is not row]
    rows.insert(max(0, place), row)
    with journal.entry(tx, "question.moved", _AREAS, conference_id=row.conference_id, name=row.title):
        for position, each in enumerate(rows, start=1):
            each.place = position
        tx.flush()
    return list_questions(tx, row.conference_id)


def copy(tx: Transaction, source_id: uuid.UUID, target_id: uuid.UUID) -> None:
    """Ask the same of another conference; part of the caller's journal entry."""
    for each in list_questions(tx, source_id):
        add_question(tx, target_id, title=each.title, kind=each.kind, choices=each.choices)


def answered(
    tx: Transaction, conference_id: uuid.UUID, before: Mapping[str, Answer], given: Mapping[str, object]
) -> dict[str, Answer]:
    """Somebody's answers with those given now, question key -> as typed; "" takes one out.

    Raises InvalidInput beside the question, whose key is the field.
    """
    found = dict(before)
    if not given:
        return found
    asked = {each.key: each for each in list_questions(tx, conference_id)}
    for key, said in given.items():
        question = asked.get(key)
        if question is None:
            raise NotFound("question.not_found", what="question")
        try:
            answer = read_answer(question.kind, question.choices, said)
        except InvalidInput as error:
            if found.get(key) == said:  # a choice that was taken off the list since
                continue
            raise InvalidInput(error.code, **{**error.details, "field": key}) from None
        if answer is None:
            found.pop(key, None)
        else:
            found[key] = answer
    return found


def set_answer(tx: Transaction, ids: Sequence[uuid.UUID], question_id: uuid.UUID, said: object) -> int:
    """Give these attendees one answer, or none (""). Returns how many changed. Raises InvalidInput."""
    question = _view(_get(tx, question_id))
    answer = read_answer(question.kind, question.choices, said)
    rows = tx.execute(
        select(Attendee.id, Attendee.answers, Attendee.conference_id, Attendee.full_name).where(Attendee.id.in_(ids))
    ).all()
    after = {}
    for row in rows:
        rest = {key: value for key, value in row.answers.items() if key != question.key}
        after[row.id] = rest if answer is None else {**rest, question.key: answer}
    if not rows:
        return 0
    details = {"name": rows[0].full_name, "question": question.title}
    with journal.entry(
        tx, "attendee.answered", {Area.ATTENDEES}, conference_id=rows[0].conference_id, **details
    ) as line:
        changed = change_answers(tx, line, after)
        line.details["count"] = changed
    return changed


def on_paper(
    tx: Transaction, conference_id: uuid.UUID, titles: str, people: Sequence[PersonOnPaper]
) -> tuple[tuple[str, ...], list[PersonOnPaper]]:
    """The questions that an option of a paper names ("Ăn trưa?; Phương tiện", "*" for all), and people with their answers.

    Raises NotFound("question.unknown") with those there are.
    """
    named = [each.strip() for each in titles.split(";") if each.strip()]
    if not named:
        return (), list(people)
    if named == ["*"]:
        asked = list_questions(tx, conference_id)
    else:
        asked = [find_question(tx, conference_id, each) for each in named]
    query = select(Attendee.id, Attendee.answers).where(Attendee.conference_id == conference_id)
    said = {key: answers for key, answers in tx.execute(query)}  # noqa: C416 - rows are no pairs to mypy
    told = [
        replace(each, answers=tuple(answer_text(said[each.id].get(question.key)) for question in asked))
        for each in people
    ]
    return tuple(each.title for each in asked), told


def tallies(tx: Transaction, conference_id: uuid.UUID) -> list[QuestionTally]:
    """What those who are coming answered, question by question."""
    asked = list_questions(tx, conference_id)
    if not asked:
        return []
    coming = (Attendee.conference_id == conference_id, Attendee.state == AttendeeState.REGISTERED, has_own_place())
    people = tx.scalars(select(Attendee.answers).where(*coming)).all()
    return [tally(question, [answers.get(question.key) for answers in people]) for question in asked]


def _answered(tx: Transaction, row: Row) -> dict[uuid.UUID, dict[str, Answer]]:
    query = select(Attendee.id, Attendee.answers).where(Attendee.conference_id == row.conference_id)
    return {key: answers for key, answers in tx.execute(query) if row.id.hex in answers}


def _get(tx: Transaction, question_id: uuid.UUID) -> Row:
    row = tx.get(Row, question_id, with_for_update=True)
    if row is None:
        raise NotFound("question.not_found", what="question")
    return row


def _title(tx: Transaction, conference_id: uuid.UUID, title: str, *, but: uuid.UUID | None = None) -> str:
    title = normalise(title)
    if not title:
        raise InvalidInput("field.missing", field="title")
    if len(title) > LONGEST_TITLE:
        raise InvalidInput("question.too_long", field="title", value=title[:40], limit=LONGEST_TITLE)
    taken = tx.scalar(select(Row.id).where(Row.conference_id == conference_id, Row.folded == fold(title)))
    if taken is not None and taken != but:
        raise InvalidInput("question.exists", field="title", value=title)
    return title


def _choices(kind: QuestionKind, choices: Sequence[str]) -> list[str]:
    """The choices of a choice, each once; of any other kind there are none."""
    if kind is not QuestionKind.CHOICE:
        return []
    said = list({fold(each): each for each in reversed([normalise(each) for each in choices]) if each}.values())[::-1]
    if len(said) < 2:
        raise InvalidInput("question.no_choices", field="choices")
    if len(said) > MOST_CHOICES:
        raise InvalidInput("question.many_choices", field="choices", most=MOST_CHOICES)
    if long := next((each for each in said if len(each) > LONGEST_CHOICE), ""):
        raise InvalidInput("question.too_long", field="choices", value=long[:40], limit=LONGEST_CHOICE)
    return said


def _view(row: Row) -> Question:
    return Question(row.id, row.version, row.title, QuestionKind(row.kind), tuple(row.choices))
