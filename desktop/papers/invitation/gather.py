"""Letters that bring people to the conference: for each unit its quota, or the names of its people."""

from __future__ import annotations

import dataclasses
import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers.document import UnitPart
from desktop.papers.invitation.options import (
    InvitationContent,
    InvitationOptions,
    Letter,
    ProgrammeLine,
    QuotaLine,
)
from desktop.services import letterhead as frame
from desktop.services import people_on_paper
from desktop.store.tables import Quota, TrainingSession, Unit
from desktop.store.transaction import Transaction

_Key = tuple[uuid.UUID | None, str]
"""A unit of the directory; or None and the name it was registered under."""


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: InvitationOptions
) -> InvitationContent:
    """A letter for each unit, in the order of units. Raises AppError("letters.nobody") when there is none."""
    conference = frame.conference(tx, conference_id)
    letters = _letters(tx, conference_id, selection, options)
    if not letters:
        raise AppError("letters.nobody")
    # A letter goes out before the conference: its first day would be the wrong date.
    letterhead = dataclasses.replace(frame.letterhead(tx, conference), date=options.date)
    return InvitationContent(
        letterhead=letterhead,
        conference=conference.title,
        letters=tuple(letters),
        programme=tuple(_programme(tx, conference_id, selection)),
        starts_on=conference.starts_on,
        ends_on=conference.ends_on,
        venue=conference.venue,
        options=options,
    )


def unit_parts(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: InvitationOptions
) -> Sequence[UnitPart]:
    """A part for each unit that gets a letter, whether it has people or not."""
    names: dict[uuid.UUID | None, str] = {}
    for letter in _letters(tx, conference_id, selection, options):
        if letter.unit_id is not None or letter.unit_id not in names:
            names[letter.unit_id] = letter.unit
        else:
            names[None] = ""  # several without a unit of the directory
    return [UnitPart(name, selection.of_unit(key)) for key, name in names.items()]


def _letters(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: InvitationOptions
) -> list[Letter]:
    registered: dict[_Key, list[PersonOnPaper]] = defaultdict(list)
    for person in people_on_paper.listed(tx, conference_id, Selection(unit_ids=selection.unit_ids)):
        key = (person.unit_id, "" if person.unit_id else person.unit)
        registered[key].append(person)
    quotas: dict[uuid.UUID, list[QuotaLine]] = defaultdict(list)
    query = select(Quota.unit_id, Quota.count, Quota.who, Quota.note).where(Quota.conference_id == conference_id)
    for unit_id, count, who, note in tx.execute(query.order_by(Quota.place, Quota.id)):
        quotas[unit_id].append(QuotaLine(count, who, note))
    letters = []
    directory = tx.execute(
        select(Unit.id, Unit.name, Unit.active).order_by(Unit.place == 0, Unit.place, Unit.sort_key)
    ).all()
    for unit in directory:
        mine = registered.get((unit.id, ""), [])
        if selection.unit_ids:
            wanted = unit.id in selection.unit_ids
        else:
            wanted = _wanted(options.to, bool(quotas.get(unit.id)), bool(mine), unit.active)
        if wanted:
            letters.append(Letter(unit.name, unit.id, tuple(quotas.get(unit.id, ())), tuple(mine)))
    if options.to != "quota" or None in selection.unit_ids:
        letters += _without_unit(registered)
    return letters


def _wanted(to: str, has_quota: bool, has_people: bool, active: bool) -> bool:
    return {
        "involved": has_quota or has_people,
        "quota": has_quota,
        "registered": has_people,
        "all": active or has_quota or has_people,
    }[to]


def _without_unit(registered: dict[_Key, list[PersonOnPaper]]) -> list[Letter]:
    """Units that the directory does not know, by the name they were registered under; people of no unit one by one."""
    letters = []
    for (unit_id, name), mine in registered.items():
        if unit_id is None and name:
            letters.append(Letter(name, people=tuple(mine)))
        elif unit_id is None:
            letters += [Letter("", people=(one,)) for one in mine]
    return letters


def _programme(tx: Transaction, conference_id: uuid.UUID, selection: Selection) -> list[ProgrammeLine]:
    query = (
        select(TrainingSession)
        .where(TrainingSession.conference_id == conference_id)
        .order_by(TrainingSession.starts_at, TrainingSession.ends_at, TrainingSession.title)
    )
    if selection.session_ids:
        query = query.where(TrainingSession.id.in_(selection.session_ids))
    return [
        ProgrammeLine(row.title, row.starts_at, row.ends_at, row.room, tuple(_names(row.speakers)))
        for row in tx.scalars(query)
    ]


def _names(speakers: Sequence[Any]) -> list[str]:
    return [str(each) for each in speakers if str(each).strip()]
