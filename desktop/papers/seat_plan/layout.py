"""What the template of the seat plan gets: pages of the room, every seat with its place in millimetres, and the list."""

from __future__ import annotations

import itertools
import math
import uuid
from dataclasses import dataclass

from desktop.domain.names import normalise
from desktop.domain.seating import Place, Room, Sitter, row_name
from desktop.domain.widths import lines_in, width_mm
from desktop.papers.document import Json
from desktop.papers.seat_plan import words as wording
from desktop.papers.seat_plan.options import SeatPlanContent
from desktop.papers.tables import breakable
from desktop.wording import seating as seats

_PAPERS = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
_MARGIN, _TOP, _BOTTOM = 12.0, 14.0, 10.0
_TITLE, _LINE = 7.0, 5.5
_STAGE = 11.0
"""The stage with the room below it."""
_SIDE = 7.0
"""For the names of rows, at both sides."""
_AISLE = 6.0
_LEAST, _MOST = (15.5, 9.5), (36.0, 24.0)
"""Width and height of a seat, with the space around it."""
_GAP = 0.8
_LABEL = 2.9
"""The line with the seat's name and the group's mark."""
_SIZES = tuple(size / 2 for size in range(21, 7, -1))
_POINT = 25.4 / 72
_LEADING = 1.16

_Marks = dict[uuid.UUID | None, tuple[int, str]]
"""Of each group: the number of its colour, and its mark."""


@dataclass(frozen=True, slots=True)
class _Measures:
    width: float
    """Of the paper inside its margins."""
    height: float
    """Left for seats."""


def data(content: SeatPlanContent) -> Json:
    """The plan for `seat-plan.typ`."""
    wide, high = _PAPERS[content.options.paper]
    width = wide - 2 * _MARGIN
    columns = 2 if content.options.paper == "a4" else 3
    own = wording.own()
    subject, lines = normalise(content.conference_title), " – ".join(wording.lines(content))
    legend = _legend(content)
    shows = {
        "reserved": any(content.room.has(place) for place in content.room.reserved),
        "taken": bool(content.taken),
    }
    words = [each["text"] for each in legend] + [own[name] for name, shown in shows.items() if shown]
    head = _TITLE + _LINE * (_rows_of(subject, width * 0.9, 12) + _rows_of(lines, width, 11))
    around = _TOP + _BOTTOM + head + _STAGE + _legend_height(words, width) + 2
    measures = _Measures(width, high - around)
    if len(_parts(content.room, measures)) > 1:
        measures = _Measures(width, high - around - _LINE)  # each page says which part it shows
    marks: _Marks = {group.id: (place, group.mark) for place, group in enumerate(content.groups)}
    return {
        "words": own,
        "landscape": True,
        "paper": content.options.paper,
        "margin": {"x": _MARGIN, "top": _TOP, "bottom": _BOTTOM},
        "subject": subject,
        "lines": lines,
        "legend": legend,
        "shows-reserved": shows["reserved"],
        "shows-taken": shows["taken"],
        "pages": _pages(content, measures, marks),
        "list": _list(content, marks, (width - _GUTTER * (columns - 1)) / columns) if content.options.list else [],
        "list-columns": columns,
    }


def _rows_of(text: str, width: float, points: float) -> int:
    return lines_in(text, width, points) or math.ceil(width_mm(text, points) / width) + 1


def _legend(content: SeatPlanContent) -> list[Json]:
    return [
        {"colour": place, "mark": group.mark, "text": seats.group(group)} for place, group in enumerate(content.groups)
    ]


def _legend_height(words: list[str], width: float) -> float:
    """Entries stand one after the other like words."""
    used, lines = 0.0, 1
    for text in words:
        wide = min(width_mm(text, 10) + 16, width)
        if used + wide > width:
            lines, used = lines + 1, 0.0
        used += wide
        lines += int((width_mm(text, 10) + 12) // width)
    return lines * 6.0 + 2


# -- pages ------------------------------------------------------------------------------------------------------------


def _pages(content: SeatPlanContent, measures: _Measures, marks: _Marks) -> list[Json]:
    room = content.room
    parts = _parts(room, measures)
    rows, columns = list(dict.fromkeys(each for each, _columns in parts)), [each for _rows, each in parts]
    # One size on all pages: what the fullest needs.
    width = min(_MOST[0], *(_size(measures.width - 2 * _SIDE, each, room.aisles) for each in columns))
    height = min(_MOST[1], width * 0.95, *(_size(measures.height, each, room.cross_aisles) for each in rows))
    height = max(height, min(_LEAST[1], *(_size(measures.height, each, room.cross_aisles) for each in rows)))
    sitting = {each.place: each for each in content.people if each.place is not None}
    largest = _common_size(content, *_room_for_name(width, height))
    return [
        _page(content, sitting, marks, part_rows, part_columns, (width, height), largest)
        | {"part": wording.part(number, len(parts), room, part_rows, part_columns), "front": part_rows.start == 0}
        for number, (part_rows, part_columns) in enumerate(parts, start=1)
    ]


def _parts(room: Room, measures: _Measures) -> list[tuple[range, range]]:
    """The rows and columns of each page."""
    rows = _cut(room.rows, room.cross_aisles, measures.height, _LEAST[1])
    columns = _cut(room.columns, room.aisles, measures.width - 2 * _SIDE, _LEAST[0])
    return [(each, other) for each in rows for other in columns]


def _size(room: float, part: range, aisles: tuple[int, ...]) -> float:
    return (room - _AISLE * _aisles_in(part, aisles)) / len(part)


def _aisles_in(part: range, aisles: tuple[int, ...]) -> int:
    return sum(1 for each in aisles if part.start < each < part.stop)


def _cut(count: int, aisles: tuple[int, ...], room: float, least: float) -> list[range]:
    """The rows or columns in as few parts as leave each seat its least size; cut at an aisle where one is near."""
    parts = 1
    while True:
        found = _evenly(count, aisles, parts)
        if parts >= count or all(_size(room, each, aisles) >= least for each in found):
            return found
        found = [range(start, stop) for start, stop in _bounds(count, parts)]
        if all(_size(room, each, aisles) >= least for each in found):
            return found
        parts += 1


def _bounds(count: int, parts: int) -> list[tuple[int, int]]:
    return [(count * place // parts, count * (place + 1) // parts) for place in range(parts)]


def _evenly(count: int, aisles: tuple[int, ...], parts: int) -> list[range]:
    """Parts about alike, their ends moved to an aisle within an eighth of the whole."""
    edges = [0]
    for start, _stop in _bounds(count, parts)[1:]:
        near = min(aisles, key=lambda each: abs(each - start), default=start)
        edges.append(near if abs(near - start) * 8 <= count and near > edges[-1] else max(start, edges[-1] + 1))
    edges.append(count)
    return [range(start, stop) for start, stop in itertools.pairwise(edges)]


def _page(
    content: SeatPlanContent,
    sitting: dict[Place, Sitter],
    marks: _Marks,
    rows: range,
    columns: range,
    size: tuple[float, float],
    largest: float,
) -> Json:
    room, (width, height) = content.room, size
    across, down = _offsets(columns, room.aisles, width), _offsets(rows, room.cross_aisles, height)
    whole = across[columns[-1]] + width, down[rows[-1]] + height
    seats = []
    for row in rows:
        for column in columns:
            place = row, column
            if not room.has(place):
                continue
            seat: Json = {"x": across[column], "y": down[row], "label": room.label(place), "state": "free"}
            who = sitting.get(place)
            if who is not None:
                colour, mark = marks.get(who.group_id, (0, ""))
                seat |= {"state": "named", "colour": colour, "mark": mark}
                if content.options.names:
                    seat |= _fitted(normalise(who.full_name), *_room_for_name(width, height), largest)
            elif place in content.taken:
                seat["state"] = "taken"
            elif place in room.reserved:
                seat["state"] = "reserved"
            seats.append(seat)
    sides = [{"y": down[row], "text": row_name(row) if room.naming == "letters" else str(row + 1)} for row in rows]
    return {"width": whole[0], "height": whole[1], "cell": [width - _GAP, height - _GAP], "seats": seats, "rows": sides}


def _offsets(part: range, aisles: tuple[int, ...], size: float) -> dict[int, float]:
    found, at = {}, 0.0
    for each in part:
        if each > part.start and each in aisles:
            at += _AISLE
        found[each] = at
        at += size
    return found


def _room_for_name(width: float, height: float) -> tuple[float, float]:
    """What is left in a seat below its label."""
    return width - _GAP - 1.4, height - _GAP - _LABEL - 0.8


def _common_size(content: SeatPlanContent, width: float, height: float) -> float:
    """The type that nine names of ten fit in, so that the page looks even; longer ones are set smaller."""
    names = [normalise(each.full_name) for each in content.people if each.place is not None]
    for size in _SIZES:
        if sum(_fits(name, width, height, size) for name in names) >= 0.9 * len(names):
            return size
    return _SIZES[-1]


def _fits(name: str, width: float, height: float, size: float) -> bool:
    lines = lines_in(name, width, size)
    return lines is not None and lines * size * _LEADING * _POINT <= height


def _fitted(name: str, width: float, height: float, largest: float) -> Json:
    """The name in type that leaves it whole; where even the smallest does not, the template shrinks it further."""
    size = next((size for size in _SIZES if size <= largest and _fits(name, width, height, size)), None)
    return {"name": name, "size": size or _SIZES[-1], "tight": size is None}


# -- the list ---------------------------------------------------------------------------------------------------------


_GUTTER, _LIST_MM, _LIST_SIZE = 8.0, 39.0, 11
"""Between columns of the list, of its numbers, groups and seats, and its type; names and units share the rest 1 to 1.15."""


def _list(content: SeatPlanContent, marks: _Marks, width: float) -> list[Json]:
    name = (width - _LIST_MM) / 2.15
    return [
        {
            "number": str(each.number),
            "name": breakable(normalise(each.full_name), name, _LIST_SIZE),
            "unit": breakable(normalise(each.unit), name * 1.15, _LIST_SIZE),
            "mark": marks.get(each.group_id, (0, ""))[1],
            "seat": content.room.label(each.place) if each.place is not None else "–",
        }
        for each in content.people
    ]
