"""Rounds of opinions: added, edited, removed; once there are answers only the words of a questionnaire change."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from desktop.domain.errors import Conflict, InvalidInput
from desktop.domain.names import normalise, visible
from desktop.domain.opinions import (
    FIVE,
    SCALES,
    NewRound,
    Questionnaire,
    QuestionSection,
    RoundView,
    check_people,
    check_sections,
)
from desktop.services import journal, numbering
from desktop.services.opinions.looking import AREAS, get_round, locked
from desktop.store import schema
from desktop.store.after_tables import (
    OpinionAnswer,
    OpinionComment,
    OpinionPaper,
    OpinionRound,
    OpinionSheet,
    OpinionTally,
)
from desktop.store.transaction import Transaction


def add_round(tx: Transaction, conference_id: uuid.UUID, given: NewRound) -> RoundView:
    """Add a round. Raises InvalidInput beside the field, NotFound for a conference that is gone."""
    new = _clean(given)
    number = numbering.next_number(tx, OpinionRound, conference_id)
    row = OpinionRound(id=uuid.uuid4(), conference_id=conference_id, number=number, **_columns(new))
    row.created_at = tx.clock()
    with journal.entry(tx, "opinion.added", AREAS, conference_id=conference_id, title=row.title):
        tx.add(row)
        tx.flush()
    return get_round(tx, row.id)


def edit_round(tx: Transaction, round_id: uuid.UUID, given: NewRound, *, version: int) -> RoundView:
    """Change a round. Raises Conflict where it was changed meanwhile, InvalidInput where answers would lose their items."""
    row, new = locked(tx, round_id), _clean(given)
    if row.version != version:
        raise Conflict("conflict.row")
    before = get_round(tx, round_id)
    if before.answers and before.questionnaire.shape != new.questionnaire.shape:
        raise InvalidInput("opinion.has_answers", field="sections", count=before.answers)
    _refuse_lost_groups(tx, round_id, new.questionnaire)
    with journal.entry(tx, "opinion.edited", AREAS, conference_id=row.conference_id, title=new.title):
        for name, value in _columns(new).items():
            setattr(row, name, value)
        tx.flush()
    return get_round(tx, round_id)


def _refuse_lost_groups(tx: Transaction, round_id: uuid.UUID, questionnaire: Questionnaire) -> None:
    """A group that somebody chose stays."""
    used = select(OpinionAnswer.group_name).where(OpinionAnswer.opinion_round_id == round_id).distinct()
    lost = set(tx.scalars(used)) - {"", *questionnaire.groups}
    if lost:
        raise InvalidInput("opinion.group_used", field="groups", value=min(lost))


def remove_round(tx: Transaction, round_id: uuid.UUID) -> None:
    """Remove a round with its answers; undone, all of it is there again."""
    row = locked(tx, round_id)
    with journal.entry(tx, "opinion.removed", AREAS, conference_id=row.conference_id, title=row.title) as line:
        for table in (OpinionAnswer, OpinionComment, OpinionTally, OpinionSheet, OpinionPaper):
            keys = list(tx.scalars(select(table.id).where(table.opinion_round_id == round_id).order_by(table.id)))
            if keys:
                journal.deleting(tx, line, schema.table(table.__tablename__), keys)
                tx.execute(schema.table(table.__tablename__).delete().where(table.opinion_round_id == round_id))
        tx.delete(row)
        tx.flush()


def _clean(given: NewRound) -> NewRound:
    title = normalise(given.title)
    if not title:
        raise InvalidInput("field.missing", field="title")
    if given.questionnaire.scale not in SCALES:
        raise InvalidInput("opinion.scale", field="scale", value=str(given.questionnaire.scale))
    check_people(given.asked, "asked")
    if given.starts_on and given.ends_on and given.ends_on < given.starts_on:
        raise InvalidInput("opinion.ends_before", field="ends_on", value=given.ends_on)
    return replace(
        given,
        title=title,
        channel=normalise(given.channel),
        purpose=visible(given.purpose).strip(),
        questionnaire=_clean_questionnaire(given.questionnaire),
    )


def _clean_questionnaire(given: Questionnaire) -> Questionnaire:
    sections = tuple(
        QuestionSection(normalise(section.title), tuple(filter(None, map(normalise, section.items))))
        for section in given.sections
    )
    check_sections(sections)
    labels = tuple(map(normalise, given.labels)) if given.scale == FIVE else ()
    if labels and (len(labels) != given.scale or not all(labels)):
        raise InvalidInput("opinion.labels", field="labels", expected=given.scale)
    lines = (tuple(dict.fromkeys(filter(None, map(normalise, each)))) for each in (given.open, given.groups))
    asked, groups = lines
    return Questionnaire(given.scale, sections, asked, groups, labels)


def _columns(new: NewRound) -> dict[str, Any]:
    asked = new.questionnaire
    return {
        "title": new.title,
        "kind": str(new.kind),
        "scale": asked.scale,
        "sections": [{"title": section.title, "items": list(section.items)} for section in asked.sections],
        "open_questions": list(asked.open),
        "groups": list(asked.groups),
        "labels": list(asked.labels),
        "starts_on": new.starts_on,
        "ends_on": new.ends_on,
        "asked": new.asked,
        "channel": new.channel,
        "purpose": new.purpose,
    }
