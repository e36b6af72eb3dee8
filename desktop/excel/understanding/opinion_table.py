"""Answers to a questionnaire among the rows of a workbook, a Google Forms or a Microsoft Forms export.

Columns are known by the questionnaire's own words, not by a list: a heading is an item's text, or holds it in brackets as a grid
question does ("Đánh giá [Nội dung phù hợp]"), or its number ("Câu 3"). The column of groups is known by what stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from desktop.domain.errors import InvalidInput
from desktop.domain.opinion_import import AnswerColumn, ColumnUse
from desktop.domain.opinions import Questionnaire, read_mark
from desktop.domain.tasks import content_key
from desktop.excel.reading.workbook import Cell, Sheet

_LOOKED_AT = 30
_ALIKE = 86
"""Likeness (0–100) from which a heading is a retyped item."""
_MOST_OF = 0.8
"""So many of a column's values tell what it holds."""
_GRID = re.compile(r"^(.*?)\[(.+)\]\s*$", re.DOTALL)
_NUMBER = re.compile(r"^[a-z]+(?: [a-z]+)?\s?(\d{1,2})$")
"""A word or two and a number: "Câu 3", "Tiêu chí 3", "C3"; a number alone may be a mark."""
_LEADING = re.compile(r"^(?:cau\s*)?\d{1,2}\s+")


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The answers of one worksheet."""

    sheet: str
    columns: tuple[AnswerColumn, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    """Excel's number of each row, and its values."""
    by_order: bool = False


def stands_upright(sheet: Sheet, asked: Questionnaire) -> bool:
    """Whether the questions stand below one another: a column a paper, or counts, and no row is an answer."""
    items = set(map(content_key, asked.items))
    enough = max(2, (len(items) + 1) // 2)
    width = max(map(len, sheet.rows), default=0)
    for x in range(width):
        keys = {content_key(text) for row in sheet.rows if x < len(row) and (text := _text(row[x]))}
        if len(items & (keys | {_LEADING.sub("", key) for key in keys})) >= enough:
            return True
    return False


def find_answers(sheet: Sheet, asked: Questionnaire) -> AnswerTable | None:
    """The table of answers in a sheet; None for a sheet without one."""
    if stands_upright(sheet, asked):
        return None
    best: tuple[int, int, dict[int, AnswerColumn]] | None = None
    for place in range(min(len(sheet.rows), _LOOKED_AT)):
        columns = _known(sheet.rows[place], asked)
        items = sum(each.use is ColumnUse.ITEM for each in columns.values())
        if items and (best is None or items > best[0]):
            best = items, place, columns
    if best is not None and 2 * best[0] >= len(asked.items):
        return _table(sheet, asked, best[1], best[2])
    return _by_order(sheet, asked)


def _table(
    sheet: Sheet, asked: Questionnaire, place: int, columns: dict[int, AnswerColumn], *, by_order: bool = False
) -> AnswerTable:
    below = sheet.rows[place + 1 :]
    headings = sheet.rows[place]
    width = max(map(len, (headings, *below)))
    grouped = next((x for x in range(width) if x not in columns and _holds_groups(_values(below, x), asked)), None)
    found = []
    for x in range(width):
        heading = _text(headings[x]) if x < len(headings) else ""
        use = ColumnUse.GROUP if x == grouped else ColumnUse.DROPPED
        found.append(columns.get(x) or AnswerColumn(heading, use))
    rows = tuple(zip(sheet.numbers[place + 1 :], below, strict=True))
    return AnswerTable(sheet.name, tuple(found), rows, by_order)


def _known(row: Sequence[Cell], asked: Questionnaire) -> dict[int, AnswerColumn]:
    """The columns that say an item or an open question: the surest first, each column and each question once."""
    votes: list[tuple[float, int, ColumnUse, int]] = []
    for x, value in enumerate(row):
        heading = _text(value)
        if heading:
            votes += [(sure, x, ColumnUse.ITEM, place) for sure, place in _votes(heading, asked)]
            votes += [
                (sure, x, ColumnUse.OPEN, place)
                for place, text in enumerate(asked.open)
                if (sure := _alike(content_key(heading), content_key(text)))
            ]
    found: dict[int, AnswerColumn] = {}
    taken: set[tuple[ColumnUse, int]] = set()
    for _sure, x, use, place in sorted(votes, key=lambda vote: (-vote[0], vote[1], vote[3])):
        if x not in found and (use, place) not in taken:
            found[x] = AnswerColumn(_text(row[x]), use, place)
            taken.add((use, place))
    return found


def _votes(heading: str, asked: Questionnaire) -> Iterator[tuple[float, int]]:
    """How sure it is that a heading says each item."""
    grid = _GRID.match(heading)
    key, over = content_key(grid[2] if grid else heading), content_key(grid[1]) if grid else ""
    number = _NUMBER.match(key)
    place = 0
    for section in asked.sections:
        title = content_key(section.title)
        for item in section.items:
            sure = _alike(key, content_key(item))
            if sure:
                yield sure + (1 if title and title in over else 0), place
            elif number and int(number[1]) == place + 1:
                yield _ALIKE, place
            place += 1


def _alike(key: str, text: str) -> float:
    """How alike a heading and a question are, numbers before them apart; 0 for too little."""
    if key == text or _LEADING.sub("", key) == text:
        return 100.0
    likeness = max(fuzz.ratio(key, text), fuzz.ratio(_LEADING.sub("", key), text))
    return min(likeness, 99.0) if likeness >= _ALIKE and len(text) >= 8 else 0.0


def _by_order(sheet: Sheet, asked: Questionnaire) -> AnswerTable | None:
    """Where no heading says anything: as many columns of marks as there are items are taken in their order."""
    for place in range(min(len(sheet.rows), _LOOKED_AT)):
        below = sheet.rows[place + 1 :]
        if not below or not any(isinstance(value, str) and value.strip() for value in sheet.rows[place]):
            continue
        width = max(map(len, below))
        marks = [x for x in range(width) if _holds_marks(_values(below, x), asked)]
        if len(marks) == len(asked.items):
            headings = sheet.rows[place]
            columns = {
                x: AnswerColumn(_text(headings[x]) if x < len(headings) else "", ColumnUse.ITEM, number)
                for number, x in enumerate(marks)
            }
            return _table(sheet, asked, place, columns, by_order=True)
    return None


def _values(rows: Sequence[Sequence[Cell]], x: int) -> list[Cell]:
    found = (row[x] for row in rows if x < len(row))
    return [value for value in found if value is not None and _text(value)]


def _holds_marks(values: Sequence[Cell], asked: Questionnaire) -> bool:
    if not values or list(values) == list(range(1, len(values) + 1)):  # running numbers
        return False
    return sum(_is_mark(value, asked) for value in values) >= _MOST_OF * len(values)


def _is_mark(value: Cell, asked: Questionnaire) -> bool:
    try:
        return read_mark(value, asked) is not None
    except InvalidInput:
        return False


def _holds_groups(values: Sequence[Cell], asked: Questionnaire) -> bool:
    known = set(map(content_key, asked.groups))
    said = [value for value in values if isinstance(value, str) and content_key(value) in known]
    return bool(said) and 2 * len(said) >= len(values)  # a form lets people write another


def _text(value: Cell) -> str:
    return "" if value is None else " ".join(str(value).split())
