"""Badges and table name tents, and who has had theirs printed as it would be printed today."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable

from sqlalchemy import select

from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers.badges import options as badges
from desktop.papers.badges.options import BadgeOptions, Bearer, Cards, TentOptions
from desktop.papers.document_kinds import DocumentKind
from desktop.services import letterhead, people_on_paper
from desktop.services.people_on_paper import Listed
from desktop.store.tables import Conference, PrintMark, RoleGroup
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction,
    kind: DocumentKind,
    conference_id: uuid.UUID,
    selection: Selection,
    options: BadgeOptions | TentOptions,
) -> Cards:
    """The cards as they would be printed now.

    Raises AppError("document.nobody"), ("badges.nothing_new") or InvalidInput("badges.too_large").
    """
    if isinstance(options, BadgeOptions):
        badges.impose(options)
    conference = letterhead.conference(tx, conference_id)
    places = _places(tx, conference_id)
    bearers = tuple(
        _bearer(person, places) for person in people_on_paper.listed(tx, conference_id, selection, options.sort)
    )
    if not bearers:
        raise AppError("document.nobody", document=kind.name)
    cards = Cards(
        conference_title=conference.title,
        issuing_body=letterhead.letterhead(tx, conference).issuing_body,
        starts_on=conference.starts_on,
        ends_on=conference.ends_on,
        bearers=bearers,
        options=options,
    )
    return _unprinted(tx, kind, conference_id, cards) if options.only_changed else cards


def record(
    tx: Transaction,
    kind: DocumentKind,
    conference_id: uuid.UUID,
    selection: Selection,
    options: BadgeOptions | TentOptions,
) -> Cards:
    """The same, and what is on each card kept: the next print can leave out who has one that still holds."""
    # Two desks may print at once: the conference's row is the lock.
    tx.execute(select(Conference.id).where(Conference.id == conference_id).with_for_update())
    cards = gather(tx, kind, conference_id, selection, options)
    marks = {mark.attendee_id: mark for mark in _marks(tx, kind, conference_id)}
    at, desk = tx.clock(), tx.desk
    for bearer in cards.bearers:
        mark = marks.get(bearer.id)
        if mark is None:
            mark = PrintMark(conference_id=conference_id, attendee_id=bearer.id, name=kind.name)
            tx.add(mark)
        mark.fingerprint, mark.at, mark.desk = badges.fingerprint(cards, bearer), at, desk
    return cards


def _unprinted(tx: Transaction, kind: DocumentKind, conference_id: uuid.UUID, cards: Cards) -> Cards:
    printed = {mark.attendee_id: mark.fingerprint for mark in _marks(tx, kind, conference_id)}
    new = tuple(each for each in cards.bearers if printed.get(each.id) != badges.fingerprint(cards, each))
    if not new:
        raise AppError("badges.nothing_new", document=kind.name)
    return dataclasses.replace(cards, bearers=new)


def _marks(tx: Transaction, kind: DocumentKind, conference_id: uuid.UUID) -> Iterable[PrintMark]:
    return tx.scalars(select(PrintMark).where(PrintMark.conference_id == conference_id, PrintMark.name == kind.name))


def _places(tx: Transaction, conference_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """The place of each group among the conference's."""
    query = select(RoleGroup.id).where(RoleGroup.conference_id == conference_id)
    return {key: place for place, key in enumerate(tx.scalars(query.order_by(RoleGroup.place, RoleGroup.folded)))}


def _bearer(person: Listed, places: dict[uuid.UUID, int]) -> Bearer:
    return Bearer(
        id=person.id,
        number=person.number,
        code=person.code,
        full_name=person.full_name,
        honorific=person.honorific,
        position=person.position,
        unit=person.unit,
        group=person.group,
        group_place=places.get(person.group_id) if person.group_id is not None else None,
        seat=person.seat,
    )
