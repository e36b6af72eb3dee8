"""One place, one person: a substitute and whom they come for count once."""

from __future__ import annotations

from functools import cache

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from desktop.domain.people import AttendeeState
from desktop.store.tables import Attendee


@cache  # an alias costs more than the statements it stands in
def has_own_place() -> ColumnElement[bool]:
    """Of an attendee: whether they count beside whom they come for. Who is replaced and still registered counts for both."""
    replaced = aliased(Attendee, name="whose_place")
    counts = or_(replaced.state == AttendeeState.REGISTERED, replaced.joined_into_id.is_not(None))
    return ~select(replaced.id).where(replaced.id == Attendee.substitute_for_id, counts).exists()
