"""Seats in words: for the window and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.names import normalise
from desktop.i18n import _, ngettext
from desktop.wording.formats import attendees_text

if TYPE_CHECKING:
    from desktop.domain.seating import Place, SeatGroup, Seating


def facts(seating: Seating) -> str:
    """How many people, seats, and people without one."""
    people, seats, left = len(seating.people), seating.room.seats, len(seating.unseated)
    parts = [
        attendees_text(people),
        ngettext("{count} seat", "{count} seats", seats).format(count=seats),
        ngettext("{count} without a seat", "{count} without a seat", left).format(count=left) if left else "",
    ]
    return " · ".join(part for part in parts if part)


def group(group: SeatGroup) -> str:
    """A group with how many people it has."""
    title = normalise(group.title) or _("No role group yet")
    return f"{title} ({group.count})"


def seat(seating: Seating, place: Place) -> str:
    """A seat and who sits there."""
    room = seating.room
    if place in room.blocked:
        return _("Blocked: nobody can sit here.")
    who = seating.by_place.get(place)
    label = _("Seat {seat}").format(seat=room.label(place))
    if who is None:
        state = _("kept for guests") if place in room.reserved else _("free")
        return f"{label} · {state}"
    title = next((each.title for each in seating.groups if each.id == who.group_id), "")
    return " · ".join(part for part in (label, who.full_name, who.position, who.unit, title) if part)


def given_up(name: str) -> str:
    """A wish that the room was too small for."""
    if name == "new_row":
        return _("There are too few rows to begin a new one for each: people follow one another.")
    return _("There are too few seats to leave one free between people: they sit side by side.")
