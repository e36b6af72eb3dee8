"""The plan of the room."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from desktop.domain.documents.kinds import DocumentKind
from desktop.domain.documents.seating import SeatPlanContent, SeatPlanOptions
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.services import seating
from desktop.services.documents import frame, people


def gather(
    tx: Session, kind: DocumentKind, conference_id: uuid.UUID, selection: Selection, options: SeatPlanOptions
) -> SeatPlanContent:
    """The room with the people chosen, by given name. Raises AppError("seating.no_plan" | "document.nobody")."""
    conference = frame.conference(tx, conference_id)
    found = seating.seating_of(tx, conference_id)
    if not found.version:
        raise AppError("seating.no_plan")
    known = {each.id: each for each in found.people}
    chosen = [known[each.id] for each in people.listed(tx, conference_id, selection, "name") if each.id in known]
    if not chosen:
        raise AppError("document.nobody", document=kind.name)
    named = {each.id for each in chosen}
    groups = {each.group_id for each in chosen}
    return SeatPlanContent(
        conference_title=conference.title,
        venue=conference.venue,
        starts_on=conference.starts_on,
        ends_on=conference.ends_on,
        name=found.name,
        room=found.room,
        people=tuple(chosen),
        taken=frozenset(each.place for each in found.people if each.place is not None and each.id not in named),
        groups=tuple(group for group in found.groups if group.id in groups),
        options=options,
    )
