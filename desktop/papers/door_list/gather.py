"""Who may come to the door, by given name."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers.door_list.options import DoorEntry, DoorListContent, DoorListOptions, DoorSession
from desktop.papers.door_list.words import WORDS
from desktop.services import letterhead, people_on_paper
from desktop.store.tables import TrainingSession
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: DoorListOptions
) -> DoorListContent:
    """Everybody who is registered and chosen. Who is replaced stands on the list too, for they may come all the same.

    Raises AppError("document.nobody").
    """
    conference = letterhead.conference(tx, conference_id)
    listed = people_on_paper.listed(tx, conference_id, selection, "name", with_replaced=True)
    if not listed:
        raise AppError("document.nobody", document=WORDS.title())
    instead: dict[uuid.UUID, list[str]] = {}
    for person in people_on_paper.listed(tx, conference_id, Selection()):
        if person.substitute_for_id is not None:
            instead.setdefault(person.substitute_for_id, []).append(person.full_name)
    query = (
        select(TrainingSession.title, TrainingSession.starts_at)
        .where(TrainingSession.conference_id == conference_id, TrainingSession.id.in_(selection.session_ids))
        .order_by(TrainingSession.starts_at, TrainingSession.title)
    )
    return DoorListContent(
        conference_code=str(conference.number),
        conference_title=conference.title,
        venue=conference.venue,
        starts_on=conference.starts_on,
        ends_on=conference.ends_on,
        sessions=tuple(DoorSession(*row) for row in tx.execute(query)) if selection.session_ids else (),
        entries=tuple(DoorEntry(person, ", ".join(instead.get(person.id, ()))) for person in listed),
        options=options,
    )
