"""Words of the plan of the room."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.domain.seating import Room, row_name
from desktop.i18n import _, ngettext, pgettext
from desktop.papers.seat_plan.options import SeatPlanContent
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording.formats import date_text

WORDS = DocumentWords(
    title=lambda: _("Seat plan"),
    purpose=lambda: _("Who sits where: the room from above, and a list of names with their seats."),
    options={
        "paper": OptionWords(lambda: _("Paper"), {"a4": lambda: "A4", "a3": lambda: "A3"}),
        "names": OptionWords(lambda: _("Names on the seats")),
        "list": OptionWords(lambda: _("List of names with seats")),
    },
)


def own() -> dict[str, str]:
    """The paper's own words, which an office may put otherwise."""
    return {
        "title": _("Seat plan").upper(),
        "stage": _("Stage").upper(),
        "towards-stage": _("towards the stage"),
        "list-title": _("List of seats").upper(),
        "number": _("No."),
        "name": _("Full name"),
        "unit": pgettext("attendance sheet", "Unit"),
        "group": _("Group"),
        "seat": _("Seat"),
        "reserved": _("Kept for guests"),
        "taken": _("Taken"),
    }


def lines(content: SeatPlanContent) -> list[str]:
    """When and where, and how many have a seat."""
    found = []
    first, last = content.starts_on, content.ends_on
    if first and last and first != last:
        found.append(_("Time: from {first} to {last}").format(first=date_text(first), last=date_text(last)))
    elif first:
        found.append(_("Time: {day}").format(day=date_text(first)))
    place = ", ".join(part for part in (normalise(content.name), normalise(content.venue)) if part)
    if place:
        found.append(_("Place: {place}").format(place=place))
    found.append(seated(content.total, len(content.people)))
    return found


def seated(count: int, people: int) -> str:
    """How many of so many have a seat."""
    if count == people:
        return ngettext("{count} attendee, seated", "{count} attendees, all seated", count).format(count=count)
    left = ngettext("{count} without a seat", "{count} without a seat", people - count).format(count=people - count)
    there = ngettext("{count} seated", "{count} seated", count).format(count=count)
    return _("{there}, {left}").format(there=there, left=left)


def part(number: int, parts: int, room: Room, rows: range, columns: range) -> str:
    """Which part of the room a page shows; "" when it shows all."""
    if parts == 1:
        return ""
    if room.naming == "letters":
        first, last = row_name(rows[0]), row_name(rows[-1])
    else:
        first, last = str(rows[0] + 1), str(rows[-1] + 1)
    return _("Part {number} of {parts}: rows {first}–{last}, columns {left}–{right}").format(
        number=number, parts=parts, first=first, last=last, left=columns[0] + 1, right=columns[-1] + 1
    )
