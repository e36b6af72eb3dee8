"""What the template of the door list gets."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.i18n import _
from desktop.papers.document import Json, Run
from desktop.papers.door_list import words as wording
from desktop.papers.door_list.geometry import DoorColumns, columns, door_columns, fits
from desktop.papers.door_list.options import DoorEntry, DoorListContent, taken_apart
from desktop.papers.flowing import run_of_blocks


def data(content: DoorListContent) -> Json:
    """The list for `door-list.typ`; columns that nobody has anything in are left out."""
    sizes = door_columns(content.options.size)
    boxes = content.options.boxes
    seats = any(entry.person.seat for entry in content.entries)
    groups = any(entry.person.group for entry in content.entries)
    return {
        "words": {"title": wording.title(), **wording.headings()},
        "subject": normalise(content.conference_title),
        "lines": wording.lines(content),
        "in-line": content.options.size == "small",
        "boxes": boxes,
        "seats": seats,
        "groups": groups,
        "widths": list(columns(content.options.size, boxes=boxes, seats=seats, groups=groups).values()),
        "name-size": sizes.name_size,
        "small-size": sizes.small_size,
        "before-mm": sizes.before,
        "given-mm": sizes.given,
        "letters": [
            {"letter": letter, "rows": [_row(entry, sizes) for entry in entries]}
            for letter, entries in content.by_letter()
        ],
        "foot": {"name": wording.foot(content), "page": _("Page {page}/{pages}")},
    }


def runs(data: Json) -> list[Run]:
    """The names, letter by letter."""
    return [run_of_blocks(data, data["letters"], lambda letters: {"letters": letters})]


def _row(entry: DoorEntry, sizes: DoorColumns) -> Json:
    person = entry.person
    before, given = taken_apart(person.full_name)
    before = normalise(f"{person.honorific} {before}")
    return {
        "before": before,
        "given": given,
        # A word too long for its column: the whole name runs over both.
        "apart": fits(before, sizes.before, sizes.name_size) and fits(given, sizes.given, sizes.name_size * 1.06),
        "note": wording.note(entry),
        "seat": normalise(person.seat),
        "unit": normalise(person.unit),
        "position": normalise(person.position),
        "group": normalise(person.group),
    }
