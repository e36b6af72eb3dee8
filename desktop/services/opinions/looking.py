"""Rounds of opinions as they stand: listed, found by number, counted, compared with the last of their kind."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from desktop.domain.areas import Area
from desktop.domain.errors import NotFound
from desktop.domain.opinion_results import OpinionResults, compared
from desktop.domain.opinion_results import results as counted
from desktop.domain.opinions import (
    Comment,
    HandTally,
    Questionnaire,
    QuestionnaireAnswer,
    QuestionSection,
    RoundKind,
    RoundView,
)
from desktop.services.opinions import settings
from desktop.store.after_tables import OpinionAnswer, OpinionComment, OpinionRound, OpinionTally
from desktop.store.tables import Conference
from desktop.store.transaction import Transaction

AREAS = frozenset({Area.OPINIONS, Area.DOCUMENTS})


def list_rounds(tx: Transaction, conference_id: uuid.UUID) -> list[RoundView]:
    """The conference's rounds, the newest first."""
    query = select(OpinionRound).where(OpinionRound.conference_id == conference_id)
    rows = tx.scalars(query.order_by(OpinionRound.number.desc())).all()
    return [_view(row, count) for row, count in zip(rows, _counts(tx, [row.id for row in rows]), strict=True)]


def get_round(tx: Transaction, round_id: uuid.UUID) -> RoundView:
    """One round. Raises NotFound."""
    return _view(_get(tx, round_id), _counts(tx, [round_id])[0])


def find_round(tx: Transaction, conference_id: uuid.UUID, number: int = 0) -> RoundView:
    """The conference's round of this number, the newest for 0. Raises NotFound."""
    rounds = list_rounds(tx, conference_id)
    if not rounds:
        raise NotFound("opinion.none", what="opinion_round")
    found = next((each for each in rounds if number in (0, each.number)), None)
    if found is None:
        raise NotFound("opinion.unknown", what="opinion_round", value=number)
    return found


def locked(tx: Transaction, round_id: uuid.UUID) -> OpinionRound:
    """The round's row, kept from other desks until the transaction ends. Raises NotFound."""
    row = tx.get(OpinionRound, round_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("opinion.gone", what="opinion_round")
    return row


def _get(tx: Transaction, round_id: uuid.UUID) -> OpinionRound:
    row = tx.get(OpinionRound, round_id)
    if row is None:
        raise NotFound("opinion.gone", what="opinion_round")
    return row


def _counts(tx: Transaction, ids: Sequence[uuid.UUID]) -> list[int]:
    """How many answers each round has, tallied ones too."""
    answers, tallies = OpinionAnswer.opinion_round_id, OpinionTally.opinion_round_id
    single = select(answers, func.count()).where(answers.in_(ids)).group_by(answers)
    told = (
        select(tallies, func.sum(OpinionTally.valid + OpinionTally.invalid)).where(tallies.in_(ids)).group_by(tallies)
    )
    counts = dict.fromkeys(ids, 0)
    for query in (single, told):
        for key, count in tx.execute(query):
            counts[key] += int(count)
    return [counts[key] for key in ids]


def _view(row: OpinionRound, answers: int) -> RoundView:
    return RoundView(
        row.id,
        row.version,
        row.conference_id,
        row.number,
        row.title,
        questionnaire_of(row),
        RoundKind(row.kind),
        row.starts_on,
        row.ends_on,
        row.asked,
        row.channel,
        row.purpose,
        answers,
    )


def questionnaire_of(row: OpinionRound) -> Questionnaire:
    """What a round asks."""
    sections = tuple(QuestionSection(each["title"], tuple(each["items"])) for each in row.sections)
    return Questionnaire(row.scale, sections, tuple(row.open_questions), tuple(row.groups), tuple(row.labels))


def results(tx: Transaction, round_id: uuid.UUID) -> OpinionResults:
    """What the round came to, beside the last of its kind that had answers enough to be told. Raises NotFound."""
    row = _get(tx, round_id)
    found = _results(tx, row)
    earlier = (_results(tx, each) for each in _earlier(tx, row)) if not found.hidden else ()
    before = next((each for each in earlier if not each.hidden), None)
    return found if before is None else compared(found, before)


def _results(tx: Transaction, row: OpinionRound) -> OpinionResults:
    view, kept = get_round(tx, row.id), settings.kept(tx, row.conference_id)
    comments = tx.execute(
        select(OpinionComment.question, OpinionComment.text).where(OpinionComment.opinion_round_id == row.id)
    )
    return counted(
        view,
        answers_of(tx, row.id),
        [
            HandTally(each.valid, tuple(map(tuple, each.counts)), each.invalid)
            for each in tx.scalars(select(OpinionTally).where(OpinionTally.opinion_round_id == row.id))
        ],
        [Comment(question, text) for question, text in comments],
        bands=kept.bands(row.scale),
        most_unanswered=kept.unanswered,
    )


def answers_of(tx: Transaction, round_id: uuid.UUID, *where: Any) -> list[QuestionnaireAnswer]:
    """The round's answers by their random keys."""
    query = select(OpinionAnswer.marks, OpinionAnswer.group_name).where(OpinionAnswer.opinion_round_id == round_id)
    return [
        QuestionnaireAnswer(tuple(marks), group)
        for marks, group in tx.execute(query.where(*where).order_by(OpinionAnswer.id))
    ]


def _earlier(tx: Transaction, row: OpinionRound) -> list[OpinionRound]:
    """The rounds of the same kind and scale before this one, the last first, of any conference that is not in the bin."""
    query = select(OpinionRound, Conference.starts_on).join(Conference, Conference.id == OpinionRound.conference_id)
    same = query.where(OpinionRound.kind == row.kind, OpinionRound.scale == row.scale, Conference.binned_at.is_(None))
    times = [(_time(each, day), each) for each, day in tx.execute(same)]
    now = next((time for time, each in times if each.id == row.id), None)
    if now is None:
        return []
    earlier = [(time, each) for time, each in times if time < now]
    return [each for _time, each in sorted(earlier, key=lambda one: one[0], reverse=True)]


def _time(row: OpinionRound, conference_day: dt.date | None) -> tuple[dt.date, dt.datetime, int]:
    return row.ends_on or row.starts_on or conference_day or row.created_at.date(), row.created_at, row.number


def told_in_report(tx: Transaction, conference_id: uuid.UUID) -> list[OpinionResults]:
    """What the report says of the trainees' evaluations of the conference, in their order; of too few answers nothing."""
    rounds = [each for each in reversed(list_rounds(tx, conference_id)) if each.kind is RoundKind.EVALUATION]
    found = [results(tx, each.id) for each in rounds if each.answers]
    return [each for each in found if not each.hidden]
