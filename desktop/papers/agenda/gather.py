"""The sessions of a conference in the order of time."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers.agenda.options import AgendaContent, AgendaLine, AgendaOptions
from desktop.services import letterhead
from desktop.store.tables import Audience, RoleGroup, TrainingSession
from desktop.store.transaction import Transaction


def gather(tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: AgendaOptions) -> AgendaContent:
    """Every session, or those chosen. Raises AppError("agenda.no_session")."""
    conference = letterhead.conference(tx, conference_id)
    query = select(TrainingSession).where(TrainingSession.conference_id == conference_id)
    if selection.session_ids:
        query = query.where(TrainingSession.id.in_(selection.session_ids))
    order = query.order_by(TrainingSession.starts_at, TrainingSession.ends_at, TrainingSession.title)
    expected = select(Audience.training_session_id, RoleGroup.title).join(RoleGroup)
    groups: dict[uuid.UUID, list[str]] = {}
    for session_id, name in tx.execute(expected.order_by(RoleGroup.place, RoleGroup.title)):
        groups.setdefault(session_id, []).append(name)
    lines = tuple(
        AgendaLine(
            row.title,
            row.starts_at,
            row.ends_at,
            row.room,
            tuple(str(each) for each in row.speakers if str(each).strip()),
            tuple(groups.get(row.id, ())),
        )
        for row in tx.scalars(order)
    )
    if not lines:
        raise AppError("agenda.no_session")
    return AgendaContent(conference.title, letterhead.letterhead(tx, conference), conference.venue, lines, options)
