"""The plan of the room."""

from __future__ import annotations

import uuid

from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers.seat_plan.options import SeatPlanContent, SeatPlanOptions
from desktop.papers.seat_plan.words import WORDS
from desktop.services import letterhead, people_on_paper, seating
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: SeatPlanOptions
) -> SeatPlanContent:
    """The room with the people chosen, by given name. Raises AppError("document.nobody").

    Where no room was kept yet, a proposed one with everybody on a seat: as `record` would keep it.
    """
    conference = letterhead.conference(tx, conference_id)
    found = seating.proposed_seating(tx, conference_id)
    known = {each.id: each for each in found.people}
    listed = people_on_paper.listed(tx, conference_id, selection, "name", with_replaced=True)
    chosen = [known[each.id] for each in listed if each.id in known]
    if not chosen:
        raise AppError("document.nobody", document=WORDS.title())
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


def record(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: SeatPlanOptions
) -> SeatPlanContent:
    """The same to hand out. A proposed room is kept with its seats, so that badges and door list say what the plan says."""
    content = gather(tx, conference_id, selection, options)
    seating.keep_proposed(tx, conference_id)
    return content
