"""Where bubbles and lines stand on the paper, as Typst laid it out: what the marks of `opinion-sheet.typ` say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from desktop.domain.opinion_places import DIAMETER, AnswerField, Bubble, PaperPage
from desktop.domain.sheet_places import Box, ColumnPlace, PagePlaces, RowPlace
from desktop.papers.document import Json
from desktop.papers.opinion_sheet.options import OpinionSheetContent
from desktop.services import scanned_opinions
from desktop.services.opening import Transaction

ASKED = """{
  let millimetres(length) = calc.round(length / 1mm, digits: 3)
  let corner(mark) = {
    let at = mark.location().position()
    (at.page, millimetres(at.x), millimetres(at.y))
  }
  (
    codes: query(<paper-code>).map(mark => (mark.value, corner(mark))),
    tops: query(<table-top>).map(corner),
    rows: query(<row-from>).zip(query(<row-to>)).map(((from, to)) => (from.value, corner(from), corner(to))),
    bubbles: query(<bubble>).map(mark => (mark.value, corner(mark))),
  )
}"""
"""What is asked of copies that were laid out. An office's own template without the marks answers with nothing."""

_CODE = 12.0
"""The small square's side, as in the template."""
_A4 = (210.0, 297.0)


def keep(tx: Transaction, content: OpinionSheetContent, told: Sequence[Json]) -> None:
    """Keep with the printing where things stand on its pages; only the first copies tell it."""
    pages = places(content, told[0]) if content.first else ()
    if content.sheet_id is not None and pages:
        scanned_opinions.keep_places(tx, content.sheet_id, pages)


def places(content: OpinionSheetContent, told: Json) -> tuple[PaperPage, ...]:
    """The pages of the first copy, by the answer to `ASKED`; none when a page of them has no code, or nothing to lay it by."""
    rows: defaultdict[int, list[tuple[str, int, Box]]] = defaultdict(list)
    for (kind, number), (sheet, x, y), (_sheet, right, bottom) in told["rows"]:
        rows[sheet].append((kind, number, Box(x, y, round(right - x, 3), round(bottom - y, 3))))
    tops = {sheet: (x, y) for sheet, x, y in told["tops"]}
    bubbles: defaultdict[int, list[Bubble]] = defaultdict(list)
    half = DIAMETER / 2
    for (item, level), (sheet, x, y) in told["bubbles"]:
        bubbles[sheet].append(Bubble(item, level, round(x + half, 3), round(y + half, 3)))
    scale = content.round.questionnaire.scale
    found: list[PaperPage] = []
    for number, (sheet, x, y) in told["codes"]:
        if not rows[sheet]:
            if found:  # nothing to fill on it: only the thanks
                continue
            return ()
        laid = _laid(number, Box(x, y, _CODE, _CODE), rows[sheet], tops.get(sheet), scale)
        found.append(PaperPage(laid, tuple(bubbles[sheet]), tuple(_fields(rows[sheet]))))
    return tuple(found)


def _laid(
    page: int, code: Box, rows: Sequence[tuple[str, int, Box]], top: tuple[float, float] | None, scale: int
) -> PagePlaces:
    boxes = [box for _kind, _number, box in rows]
    left = min([box.x for box in boxes] + ([top[0]] if top else []))
    upper = min([box.y for box in boxes] + ([top[1]] if top else []))
    right, lower = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    items = [box for kind, _number, box in rows if kind == "item"]
    columns: tuple[ColumnPlace, ...] = ()
    if items:
        first = items[0]
        wide = first.width / scale
        columns = tuple(ColumnPlace(each, round(first.x + each * wide, 3), round(wide, 3)) for each in range(scale))
    # Every ruled line tells where the page bends, though only items have lines between their bubbles.
    by = {box.y: (number, box) for kind, number, box in rows if kind != "plain"}
    return PagePlaces(
        page=page,
        column=None,
        width=_A4[0],
        height=_A4[1],
        code=code,
        table=Box(left, upper, round(right - left, 3), round(lower - upper, 3)),
        columns=columns,
        rows=tuple(RowPlace(number, box.y, box.height) for number, box in by.values()),
    )


def _fields(rows: Sequence[tuple[str, int, Box]]) -> list[AnswerField]:
    """The lines of each open question on a page, as one field."""
    found: dict[int, Box] = {}
    for kind, question, box in rows:
        if kind == "line":
            first = found.get(question, box)
            found[question] = Box(first.x, first.y, first.width, round(box.y + box.height - first.y, 3))
    return [AnswerField(question, box) for question, box in found.items()]
