"""Kinds of staff (cán bộ, công chức, viên chức …): what attendees answered where a conference asks for them."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import String, cast, select

from desktop.domain.names import fold
from desktop.domain.questions import Question as AskedQuestion
from desktop.domain.questions import QuestionKind
from desktop.domain.training_figures import By
from desktop.domain.training_hours import STAFF_KINDS
from desktop.services import questions
from desktop.services.training.turns import text_of
from desktop.store.tables import Attendee, Question
from desktop.store.transaction import Transaction
from desktop.wording import training

_KINDS = frozenset(map(fold, STAFF_KINDS[:-1]))
_FEWEST = 2
"""So many of the kinds among a question's choices say that it asks for them, whatever its title."""


def asks(choices: Collection[str]) -> bool:
    """Whether a question with these choices asks for the kind of staff."""
    return len({fold(each) for each in choices} & _KINDS) >= _FEWEST


def ask(tx: Transaction, conference_id: uuid.UUID) -> AskedQuestion:
    """Ask for the kind of staff. Raises InvalidInput where a question of that title is there."""
    return questions.add_question(
        tx, conference_id, title=training.by(By.STAFF_KIND), kind=QuestionKind.CHOICE, choices=STAFF_KINDS
    )


def of_attendees(tx: Transaction, conferences: Collection[str]) -> dict[str, str]:
    """What each attendee answered, by their id as the database writes it, in the conferences (ids alike) that ask."""
    query = select(text_of(Question.conference_id), Question.conference_id, Question.id, Question.choices)
    asked = [row[1:] for row in tx.execute(query.where(Question.kind == QuestionKind.CHOICE)) if row[0] in conferences]
    found: dict[str, str] = {}
    for conference_id, question_id, choices in asked:
        if asks(choices):
            answer = cast(Attendee.answers[question_id.hex].as_string(), String)
            said = select(text_of(Attendee.id), answer).where(Attendee.conference_id == conference_id)
            found.update((key, text) for key, text in tx.execute(said) if text)
    return found
