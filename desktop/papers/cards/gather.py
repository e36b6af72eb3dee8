"""Badges and table name tents gathered, and who has had theirs printed as it would be printed today."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic

from sqlalchemy import select

from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.domain.pictures import PictureKind
from desktop.papers.cards.content import CardOptionsT, Cards, fingerprint
from desktop.papers.words import DocumentWords
from desktop.services import letterhead, people_on_paper, pictures, questions
from desktop.services.login_rights import organizes
from desktop.store.tables import Conference, PrintMark, RoleGroup
from desktop.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class CardKind(Generic[CardOptionsT]):
    """Badges, or tents."""

    name: str
    """The document's: print marks are kept under it."""
    words: DocumentWords
    texts: Callable[[Cards[CardOptionsT], PersonOnPaper], list[str]]
    """Every text on somebody's card."""
    asked: Callable[[CardOptionsT], str] = lambda _options: ""
    """Which questions the card shows the answers to (`questions.on_paper`)."""


def gather(
    tx: Transaction,
    kind: CardKind[CardOptionsT],
    conference_id: uuid.UUID,
    selection: Selection,
    options: CardOptionsT,
) -> Cards[CardOptionsT]:
    """The cards as they would be printed now. Raises AppError("document.nobody" | "badges.nothing_new")."""
    conference = letterhead.conference(tx, conference_id)
    people = people_on_paper.listed(tx, conference_id, selection, options.sort)
    if not people:
        raise AppError("document.nobody", document=kind.words.title())
    # At a server a desk's login reads no answers.
    asked, people = questions.on_paper(tx, conference_id, kind.asked(options) if organizes(tx) else "", people)
    query = select(RoleGroup.id, RoleGroup.role_word).where(RoleGroup.conference_id == conference_id)
    groups = tx.execute(query.order_by(RoleGroup.place, RoleGroup.folded)).all()
    cards = Cards(
        conference_title=conference.title,
        issuing_body=letterhead.letterhead(tx, conference).issuing_body,
        starts_on=conference.starts_on,
        ends_on=conference.ends_on,
        people=tuple(people),
        options=options,
        questions=asked,
        groups=tuple(group.id for group in groups),
        role_words=tuple(group.role_word for group in groups),
        emblem=pictures.shown(tx, conference_id, PictureKind.EMBLEM),
        background=pictures.shown(tx, conference_id, PictureKind.BACKGROUND),
    )
    return _unprinted(tx, kind, conference_id, cards) if options.only_changed else cards


def record(
    tx: Transaction,
    kind: CardKind[CardOptionsT],
    conference_id: uuid.UUID,
    selection: Selection,
    options: CardOptionsT,
) -> Cards[CardOptionsT]:
    """The same, and what is on each card kept: the next print can leave out who has one that still holds."""
    # Two desks may print at once: the conference's row is the lock.
    tx.execute(select(Conference.id).where(Conference.id == conference_id).with_for_update())
    cards = gather(tx, kind, conference_id, selection, options)
    marks = {mark.attendee_id: mark for mark in _marks(tx, kind, conference_id)}
    at, desk = tx.clock(), tx.desk
    for person in cards.people:
        mark = marks.get(person.id)
        if mark is None:
            mark = PrintMark(conference_id=conference_id, attendee_id=person.id, name=kind.name)
            tx.add(mark)
        mark.fingerprint, mark.at, mark.desk = fingerprint(kind.texts(cards, person)), at, desk
    return cards


def _unprinted(
    tx: Transaction, kind: CardKind[CardOptionsT], conference_id: uuid.UUID, cards: Cards[CardOptionsT]
) -> Cards[CardOptionsT]:
    printed = {mark.attendee_id: mark.fingerprint for mark in _marks(tx, kind, conference_id)}
    new = tuple(each for each in cards.people if printed.get(each.id) != fingerprint(kind.texts(cards, each)))
    if not new:
        raise AppError("badges.nothing_new", document=kind.words.title())
    return dataclasses.replace(cards, people=new)


def _marks(tx: Transaction, kind: CardKind[CardOptionsT], conference_id: uuid.UUID) -> Iterable[PrintMark]:
    return tx.scalars(select(PrintMark).where(PrintMark.conference_id == conference_id, PrintMark.name == kind.name))
