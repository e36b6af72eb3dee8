"""How the plan of the room is printed, and what stands on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from desktop.domain.documents import fields
from desktop.domain.seating import Place, Room, SeatGroup, Sitter


@dataclass(frozen=True, slots=True)
class SeatPlanOptions:
    """How the plan of the room is printed."""

    paper: str = fields.pick("a4", "a3")
    names: bool = fields.flag(True)
    list: bool = fields.flag(True)


@dataclass(frozen=True, slots=True)
class SeatPlanContent:
    """The room as printed: seats of the people chosen bear their names, others are drawn as taken."""

    conference_title: str
    venue: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    name: str
    room: Room
    people: tuple[Sitter, ...]
    """Those chosen, by given name."""
    taken: frozenset[Place]
    """Seats of others."""
    groups: tuple[SeatGroup, ...]
    """Of those chosen."""
    options: SeatPlanOptions = field(default_factory=SeatPlanOptions)

    @property
    def total(self) -> int:
        """How many people have a seat on it."""
        return sum(1 for each in self.people if each.place is not None)
