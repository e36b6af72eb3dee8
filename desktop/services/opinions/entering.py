"""Answers typed from paper: one at a time without a line of the journal, or tallied; nothing keeps their order.

Who sits down to type leaves one line about all that was typed, if it was enough that nobody can be told from it.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select

from desktop.domain.errors import InvalidInput
from desktop.domain.names import visible
from desktop.domain.opinion_import import AnswerPart
from desktop.domain.opinions import (
    FEWEST,
    MOST_ANSWERS,
    Comment,
    Filled,
    HandTally,
    Questionnaire,
    check_answer,
    check_tally,
)
from desktop.services import journal
from desktop.services.opinions.looking import AREAS, locked, questionnaire_of
from desktop.store import schema
from desktop.store.after_tables import OpinionAnswer, OpinionComment, OpinionTally
from desktop.store.columns import Base
from desktop.store.transaction import OpenEntry, Transaction

_MIXED = (OpinionAnswer, OpinionComment)
_CHANCE = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Entered:
    """The keys of an answer just typed, so that whoever typed it may take it back; they say nothing else."""

    answer: uuid.UUID
    comments: tuple[uuid.UUID, ...] = ()


def enter(tx: Transaction, round_id: uuid.UUID, given: Filled) -> Entered:
    """Write one answer down, with no line of the journal. Raises InvalidInput, NotFound."""
    row = locked(tx, round_id)
    filled = checked(given, questionnaire_of(row))
    refuse_too_many(tx, round_id, 1)
    journal.unsaid(tx, "opinion.entered", conference_id=row.conference_id)
    return add(tx, round_id, [filled])[0]


def take_back(tx: Transaction, round_id: uuid.UUID, entered: Entered) -> None:
    """Take an answer just typed away again."""
    row = locked(tx, round_id)
    journal.unsaid(tx, "opinion.entered", conference_id=row.conference_id)
    tx.execute(delete(OpinionAnswer).where(OpinionAnswer.id == entered.answer))
    tx.execute(delete(OpinionComment).where(OpinionComment.id.in_(entered.comments)))


def tell(tx: Transaction, round_id: uuid.UUID, entered: Sequence[Entered]) -> None:
    """Somebody stops typing: what is there is mixed, and one line tells of all that was typed, so that it can be undone.

    Of fewer than `FEWEST` answers there is none.
    """
    row = locked(tx, round_id)
    if len(entered) >= FEWEST:
        details = {"count": len(entered), "title": row.title}
        with journal.entry(tx, "opinion.entered", AREAS, conference_id=row.conference_id, **details) as line:
            _say(line, [each.answer for each in entered], [key for each in entered for key in each.comments])
    mix(tx, round_id)


def _say(line: OpenEntry, answers: Iterable[uuid.UUID], comments: Iterable[uuid.UUID]) -> None:
    line.added(OpinionAnswer.__tablename__, sorted(answers))
    line.added(OpinionComment.__tablename__, sorted(comments))


def import_answers(tx: Transaction, round_id: uuid.UUID, parts: Sequence[AnswerPart]) -> int:
    """Write down what files hold, checked before, as one change that is undone as a whole. Returns how many answers.

    Of fewer than `FEWEST` there is no line, as of as few that were typed.
    """
    row = locked(tx, round_id)
    count = sum(len(part.answers) for part in parts)
    refuse_too_many(tx, round_id, count)
    if count < FEWEST:
        journal.unsaid(tx, "opinion.imported", conference_id=row.conference_id)
        _add_parts(tx, round_id, parts)
        mix(tx, round_id)
        return count
    details = {"count": count, "title": row.title}
    with journal.entry(tx, "opinion.imported", AREAS, conference_id=row.conference_id, **details) as line:
        _say(line, *_add_parts(tx, round_id, parts))
        mix(tx, round_id)
    return count


def _add_parts(
    tx: Transaction, round_id: uuid.UUID, parts: Sequence[AnswerPart]
) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """The rows of each file under one batch. Returns the keys of answers and of comments."""
    answers: list[uuid.UUID] = []
    comments: list[uuid.UUID] = []
    for part in parts:
        batch = part.batch or uuid.uuid4()
        added = add(tx, round_id, [Filled(each) for each in part.answers], batch=batch)
        answers += [each.answer for each in added]
        comments += _comments(tx, round_id, part.comments, batch)
    return answers, comments


def enter_tally(tx: Transaction, round_id: uuid.UUID, tally: HandTally) -> None:
    """Write down papers counted by hand; one that tells of fewer than `FEWEST` is refused: type those one by one.

    Raises InvalidInput, NotFound.
    """
    row = locked(tx, round_id)
    check_tally(tally, questionnaire_of(row))
    if tally.valid + tally.invalid < FEWEST:
        raise InvalidInput("opinion.tally_few", field="valid", least=FEWEST)
    refuse_too_many(tx, round_id, tally.valid + tally.invalid)
    details = {"count": tally.valid + tally.invalid, "title": row.title}
    with journal.entry(tx, "opinion.tallied", AREAS, conference_id=row.conference_id, **details):
        counts = [list(each) for each in tally.counts]
        tx.add(OpinionTally(opinion_round_id=round_id, valid=tally.valid, invalid=tally.invalid, counts=counts))
        tx.flush()


def checked(given: Filled, questionnaire: Questionnaire) -> Filled:
    """The answer as it is kept. Raises InvalidInput for what the questionnaire can't have, and for one that says nothing."""
    check_answer(given.answer, questionnaire)
    comments = tuple(Comment(each.question, visible(each.text).strip()) for each in given.comments)
    comments = tuple(each for each in comments if each.text)
    if any(not 0 <= each.question < len(questionnaire.open) for each in comments):
        raise InvalidInput("opinion.no_such_question")
    if not comments and all(mark is None for mark in given.answer.marks):
        raise InvalidInput("opinion.says_nothing")
    return Filled(given.answer, comments)


def add(
    tx: Transaction, round_id: uuid.UUID, filled: Sequence[Filled], *, batch: uuid.UUID | None = None
) -> list[Entered]:
    """The rows, in an order by chance; part of the caller's change."""
    entered = []
    rows: list[dict[str, Any]] = []
    for each in filled:
        key = uuid.uuid4()
        marks = list(each.answer.marks)
        rows.append({"id": key, "version": 1, "opinion_round_id": round_id, "marks": marks, "batch": batch})
        rows[-1]["group_name"] = each.answer.group
        entered.append(Entered(key, tuple(_comments(tx, round_id, each.comments, batch))))
    _insert(tx, OpinionAnswer, rows)
    return entered


def _comments(
    tx: Transaction, round_id: uuid.UUID, comments: Sequence[Comment], batch: uuid.UUID | None
) -> list[uuid.UUID]:
    keys = [uuid.uuid4() for _comment in comments]
    rows: list[dict[str, Any]] = [
        {
            "id": key,
            "version": 1,
            "opinion_round_id": round_id,
            "question": each.question,
            "text": each.text,
            "batch": batch,
        }
        for key, each in zip(keys, comments, strict=True)
    ]
    _insert(tx, OpinionComment, rows)
    return keys


def mix(tx: Transaction, round_id: uuid.UUID) -> None:
    """Write the round's rows anew in an order by chance.

    So neither their place nor what the database notes beside a row tells who came after whom.
    """
    tx.flush()
    for table in _MIXED:
        rows = schema.table(table.__tablename__)
        found = [dict(row) for row in tx.execute(select(rows).where(rows.c.opinion_round_id == round_id)).mappings()]
        tx.execute(delete(rows).where(rows.c.opinion_round_id == round_id))
        _insert(tx, table, found)


def _insert(tx: Transaction, table: type[Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        _CHANCE.shuffle(rows)
        tx.execute(insert(schema.table(table.__tablename__)), rows)


def refuse_too_many(tx: Transaction, round_id: uuid.UUID, more: int) -> None:
    """Raise InvalidInput where a round would have more answers than anybody can mean."""
    there = tx.scalar(select(func.count()).where(OpinionAnswer.opinion_round_id == round_id)) or 0
    if there + more > MOST_ANSWERS:
        raise InvalidInput("opinion.too_many", most=MOST_ANSWERS)
