"""Dialogues with the people: held, announced, their questions answered; how each stands is worked out for any day."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.dates import YEARS
from desktop.domain.dialogues import (
    DialogueView,
    NewDialogue,
    NewQuestion,
    QuestionView,
    announcing,
    clock,
    is_owed,
    publishing,
)
from desktop.domain.errors import Conflict, InvalidInput, NotFound
from desktop.domain.opinions import check_people
from desktop.services import journal, numbering
from desktop.services.opinions import settings
from desktop.services.tasks import today
from desktop.services.typed import tidied
from desktop.store.after_tables import Dialogue, DialogueQuestion
from desktop.store.transaction import Transaction

_AREAS = frozenset({Area.DIALOGUES, Area.DOCUMENTS})
_LONG = ("title", "content", "how_to_attend", "invited", "conclusion", "text", "answer")
"""Texts that keep their line breaks."""


def list_dialogues(tx: Transaction, conference_id: uuid.UUID, *, as_of: dt.date | None = None) -> list[DialogueView]:
    """The conference's dialogues as they stand at the end of `as_of` (today), the latest first."""
    query = select(Dialogue).where(Dialogue.conference_id == conference_id)
    return _views(tx, tx.scalars(query.order_by(Dialogue.held_on.desc(), Dialogue.number.desc())).all(), as_of)


def get_dialogue(tx: Transaction, dialogue_id: uuid.UUID, *, as_of: dt.date | None = None) -> DialogueView:
    """One dialogue. Raises NotFound."""
    return _views(tx, [_get(tx, Dialogue, dialogue_id)], as_of)[0]


def find_dialogue(
    tx: Transaction, conference_id: uuid.UUID, number: int = 0, *, as_of: dt.date | None = None
) -> DialogueView:
    """The conference's dialogue of this number, the latest for 0. Raises NotFound."""
    held = list_dialogues(tx, conference_id, as_of=as_of)
    if not held:
        raise NotFound("dialogue.none", what="dialogue")
    found = next((each for each in held if number in (0, each.number)), None)
    if found is None:
        raise NotFound("dialogue.unknown", what="dialogue", value=number)
    return found


def add_dialogue(tx: Transaction, conference_id: uuid.UUID, given: NewDialogue) -> DialogueView:
    """Add a dialogue. Raises InvalidInput beside the field."""
    new = _clean_dialogue(given)
    number = numbering.next_number(tx, Dialogue, conference_id)
    row = Dialogue(id=uuid.uuid4(), conference_id=conference_id, number=number, **asdict(new))
    with journal.entry(tx, "dialogue.added", _AREAS, conference_id=conference_id, title=new.title):
        tx.add(row)
        tx.flush()
    return get_dialogue(tx, row.id)


def edit_dialogue(tx: Transaction, dialogue_id: uuid.UUID, given: NewDialogue, *, version: int) -> DialogueView:
    """Change a dialogue. Raises Conflict where it was changed meanwhile, InvalidInput beside the field."""
    row, new = _get(tx, Dialogue, dialogue_id, version), _clean_dialogue(given)
    with journal.entry(tx, "dialogue.edited", _AREAS, conference_id=row.conference_id, title=new.title):
        _take(row, asdict(new))
        tx.flush()
    return get_dialogue(tx, dialogue_id)


def remove_dialogue(tx: Transaction, dialogue_id: uuid.UUID) -> None:
    """Remove a dialogue with its questions; undone, all of it is there again."""
    row = _get(tx, Dialogue, dialogue_id)
    with journal.entry(tx, "dialogue.removed", _AREAS, conference_id=row.conference_id, title=row.title):
        for question in tx.scalars(select(DialogueQuestion).where(DialogueQuestion.dialogue_id == dialogue_id)):
            tx.delete(question)
        tx.flush()
        tx.delete(row)
        tx.flush()


def add_question(tx: Transaction, dialogue_id: uuid.UUID, given: NewQuestion) -> DialogueView:
    """Write down a question. Raises InvalidInput beside the field, NotFound."""
    row = _get(tx, Dialogue, dialogue_id)
    new = _clean_question(given, row)
    numbers = tx.scalars(select(DialogueQuestion.number).where(DialogueQuestion.dialogue_id == dialogue_id)).all()
    number = max(numbers, default=0) + 1
    with journal.entry(tx, "dialogue.asked", _AREAS, conference_id=row.conference_id, number=number):
        tx.add(DialogueQuestion(dialogue_id=dialogue_id, number=number, **asdict(new)))
        tx.flush()
    return get_dialogue(tx, dialogue_id)


def edit_question(tx: Transaction, question_id: uuid.UUID, given: NewQuestion, *, version: int) -> DialogueView:
    """Change a question or its answer. Raises Conflict, InvalidInput, NotFound."""
    question = _get(tx, DialogueQuestion, question_id, version)
    row = _get(tx, Dialogue, question.dialogue_id)
    new = _clean_question(given, row)
    number = question.number
    with journal.entry(tx, "dialogue.answered", _AREAS, conference_id=row.conference_id, number=number):
        _take(question, asdict(new))
        tx.flush()
    return get_dialogue(tx, row.id)


def remove_question(tx: Transaction, question_id: uuid.UUID) -> None:
    """Take a question away; Undo brings it back."""
    question = _get(tx, DialogueQuestion, question_id)
    row = _get(tx, Dialogue, question.dialogue_id)
    number = question.number
    with journal.entry(tx, "dialogue.unasked", _AREAS, conference_id=row.conference_id, number=number):
        tx.delete(question)
        tx.flush()


def _take(row: Any, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _get(tx: Transaction, table: Any, key: uuid.UUID, version: int | None = None) -> Any:
    row = tx.get(table, key, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("dialogue.gone", what=table.__tablename__)
    if version is not None and row.version != version:
        raise Conflict("conflict.row")
    return row


def _clean_dialogue(given: NewDialogue) -> NewDialogue:
    new = tidied(given, _LONG)
    if not new.title:
        raise InvalidInput("field.missing", field="title")
    if new.held_on.year not in YEARS:
        raise InvalidInput("dialogue.day", field="held_on", value=new.held_on)
    check_people(new.attended, "attended")
    if new.announced_on and new.announced_on > new.held_on:
        raise InvalidInput("dialogue.announced_after", field="announced_on", value=new.announced_on)
    if new.results_on and new.results_on < new.held_on:
        raise InvalidInput("dialogue.results_before", field="results_on", value=new.results_on)
    return new


def _clean_question(given: NewQuestion, row: Dialogue) -> NewQuestion:
    new = tidied(given, _LONG)
    if not new.text:
        raise InvalidInput("field.missing", field="text")
    if new.on_the_spot:
        if not new.answer:
            raise InvalidInput("dialogue.no_answer", field="answer")
        return replace(new, answer_by=None, answered_on=row.held_on)
    for name in ("answer_by", "answered_on"):
        day = getattr(new, name)
        if day is not None and day < row.held_on:
            raise InvalidInput("dialogue.before_it", field=name, value=day)
    return new


def _views(tx: Transaction, rows: Sequence[Dialogue], as_of: dt.date | None) -> list[DialogueView]:
    day = as_of or today(tx)
    held_on = {row.id: row.held_on for row in rows}
    of_dialogue: dict[uuid.UUID, list[QuestionView]] = defaultdict(list)
    query = select(DialogueQuestion).where(DialogueQuestion.dialogue_id.in_([row.id for row in rows]))
    for row in tx.scalars(query.order_by(DialogueQuestion.number)):
        asked = NewQuestion(**{each.name: getattr(row, each.name) for each in fields(NewQuestion)})
        told = None if asked.on_the_spot or asked.answer_by is None else clock(asked.answer_by, asked.answered_on, day)
        owed = is_owed(asked, held_on[row.dialogue_id], day)
        of_dialogue[row.dialogue_id].append(QuestionView(row.id, row.version, row.number, asked, told, owed))
    found = []
    for each in rows:
        kept = settings.kept(tx, each.conference_id)
        held = NewDialogue(**{field.name: getattr(each, field.name) for field in fields(NewDialogue)})
        found.append(
            DialogueView(
                each.id,
                each.version,
                each.conference_id,
                each.number,
                held,
                announcing(held.held_on, held.announced_on, day, kept.announce_days),
                publishing(held.held_on, held.results_on, day, kept.results_days),
                tuple(of_dialogue[each.id]),
            )
        )
    return found
