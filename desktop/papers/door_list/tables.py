"""The door list for Excel and Word: one table by given name, under the first letters."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.papers.door_list import words as wording
from desktop.papers.door_list.layout import data
from desktop.papers.door_list.options import DoorListContent
from desktop.papers.page import ROW_TO_READ, text_width
from desktop.wording.listing import HeadingCell, ListBlock, ListCell, Listing

_BOX_MM, _SEAT_MM = 9.0, 18.0
_NAME, _UNIT, _GROUP = 1.0, 1.3, 0.7
"""Shares of the width that is left."""
_SIZE = 12


def listing(content: DoorListContent) -> Listing:
    """Columns that nobody has anything in are left out, as on paper."""
    made, headings = data(content), wording.headings()
    boxes, seats, groups = made["boxes"], made["seats"], made["groups"]
    columns = [
        *([("", _BOX_MM)] if boxes else []),
        (headings["name"], _NAME),
        *([(headings["seat"], _SEAT_MM)] if seats else []),
        (headings["unit"], _UNIT),
        *([(headings["group"], _GROUP)] if groups else []),
    ]
    fixed = boxes * _BOX_MM + seats * _SEAT_MM
    shared = (text_width(False) - fixed) / sum(wide for _words, wide in columns if wide < _BOX_MM)

    def row(one: dict[str, str]) -> tuple[ListCell, ...]:
        name = "\n".join(part for part in (normalise(f"{one['before']} {one['given']}"), one["note"]) if part)
        unit = "\n".join(part for part in (one["unit"], one["position"]) if part)
        texts = [
            *([""] if boxes else []), name, *([one["seat"]] if seats else []), unit, *([one["group"]] if groups else [])
        ]  # fmt: skip
        return tuple(map(ListCell, texts))

    return Listing(
        title=wording.title(),
        subject=normalise(content.conference_title),
        lines=tuple(made["lines"]),
        widths=tuple(wide if wide >= _BOX_MM else wide * shared for _words, wide in columns),
        aligns=tuple("center" if wide >= _BOX_MM else "left" for _words, wide in columns),
        heading=tuple(HeadingCell(words, x) for x, (words, _wide) in enumerate(columns)),
        blocks=tuple(ListBlock((each["letter"],), tuple(map(row, each["rows"]))) for each in made["letters"]),
        size=_SIZE,
        landscape=False,
        row_mm=ROW_TO_READ,
    )
