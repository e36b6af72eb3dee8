"""The door list for Excel and Word: one table by given name, under the first letters."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.papers.door_list import words as wording
from desktop.papers.door_list.geometry import columns, door_columns
from desktop.papers.door_list.layout import data
from desktop.papers.door_list.options import DoorListContent, Size
from desktop.papers.page import ROW_TO_READ, text_width
from desktop.wording.listing import HeadingCell, ListBlock, ListCell, Listing

_SIZE: Size = "small"
"""Word and workbooks are set like the small list: 12 points."""


def listing(content: DoorListContent) -> Listing:
    """Columns that nobody has anything in are left out, as on paper; a name has one cell."""
    made = data(content)
    shared = columns(_SIZE, boxes=made["boxes"], seats=made["seats"], groups=made["groups"])
    rest = text_width(False) - sum(wide or 0.0 for wide in shared.values())
    widths: dict[str, float] = {}
    for each, wide in shared.items():
        cell = "name" if each in ("before", "given") else each
        widths[cell] = widths.get(cell, 0.0) + (rest if wide is None else wide)
    headings = {"box": "", **wording.headings()}

    def row(one: dict[str, str]) -> tuple[ListCell, ...]:
        told = "\n".join(part for part in (normalise(f"{one['before']} {one['given']}"), one["note"]) if part)
        unit = "\n".join(part for part in (one["unit"], one["position"]) if part)
        texts = {**one, "box": "", "name": told, "unit": unit}
        return tuple(ListCell(texts[each]) for each in widths)

    return Listing(
        title=wording.title(),
        subject=normalise(content.conference_title),
        lines=tuple(made["lines"]),
        widths=tuple(widths.values()),
        aligns=tuple("center" if each in ("box", "seat") else "left" for each in widths),
        heading=tuple(HeadingCell(headings[each], x) for x, each in enumerate(widths)),
        blocks=tuple(ListBlock((each["letter"],), tuple(map(row, each["rows"]))) for each in made["letters"]),
        size=door_columns(_SIZE).name_size,
        landscape=False,
        row_mm=ROW_TO_READ,
    )
