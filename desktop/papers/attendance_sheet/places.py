"""Where the cells to sign in stand on the paper, as Typst laid them out: what the marks of `attendance-sheet.typ` say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from desktop.domain.attendance_sheet import SheetContent
from desktop.domain.sheet_places import Box, ColumnPlace, PagePlaces, RowPlace
from desktop.papers.document import Json
from desktop.services import sheets
from desktop.services.opening import Transaction

ASKED = """{
  let millimetres(length) = calc.round(length / 1mm, digits: 3)
  let corner(mark) = {
    let at = mark.location().position()
    (at.page, millimetres(at.x), millimetres(at.y))
  }
  (
    codes: query(<page-code>).map(mark => (mark.value, corner(mark))),
    tables: query(<table-from>).map(mark => (mark.value.map(width => width / 1mm), corner(mark))),
    rows: query(<sign-from>).zip(query(<sign-to>)).map(((from, to)) => (from.value, corner(from), corner(to))),
  )
}"""
"""What is asked of a sheet that was laid out. An office's own template without the marks answers with nothing."""

_A4 = (210.0, 297.0)
_CODE = 12.0
"""The small square's side, as in `official.typ`."""


def keep(tx: Transaction, content: SheetContent, told: Sequence[Json]) -> None:
    """Keep with the sheet where things stand on its pages."""
    pieces = [places(content, each) for each in told]
    if content.sheet_id is not None and all(pieces):
        sheets.keep_places(tx, content.sheet_id, tuple(page for piece in pieces for page in piece))


def places(content: SheetContent, told: Json) -> tuple[PagePlaces, ...]:
    """The pages, by the answer to `ASKED`; none when a page of them has no code, or no row to sign in."""
    tables = {sheet: (widths, x, y) for widths, (sheet, x, y) in told["tables"]}
    rows: dict[int, list[tuple[int, str, tuple[float, float], float]]] = {}
    for (place, number), (sheet, x, y), (_sheet, _x, bottom) in told["rows"]:
        rows.setdefault(sheet, []).append((place, number, (x, y), bottom))
    sets = content.sets
    before = [0, *accumulate(len(part.columns) for part in sets)]
    found = []
    for (number, lying), (sheet, x, y) in told["codes"]:
        if sheet not in tables or sheet not in rows:
            return ()
        widths, left, top = tables[sheet]
        place, _number, (first, _y), _bottom = rows[sheet][0]
        edges = [_round(edge) for edge in accumulate(widths, initial=left)]
        texts = min(range(len(edges)), key=lambda each: abs(edges[each] - first))
        columns = zip(edges[texts:], edges[texts + 1 :], range(before[place], before[place + 1]), strict=False)
        found.append(
            PagePlaces(
                page=number,
                column=place if len(sets) > 1 and content.options.layout == "half-day" else None,
                width=_A4[lying],
                height=_A4[not lying],
                code=Box(x, y, _CODE, _CODE),
                table=Box(left, top, _round(edges[-1] - left), _round(rows[sheet][-1][3] - top)),
                columns=tuple(ColumnPlace(column, at, _round(to - at)) for at, to, column in columns),
                rows=tuple(
                    RowPlace(int(row), at, _round(bottom - at)) for _place, row, (_x, at), bottom in rows[sheet] if row
                ),
            )
        )
    return tuple(found)


def _round(millimetres: float) -> float:
    return round(millimetres, 3)
