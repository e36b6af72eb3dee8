"""The export of a form on the web (Google, Microsoft): when each row was answered, and what the form adds by itself.

Told by what stands in the columns, not by their headings, which follow the language of whoever made the form: a list of
people has no column in which every row bears a moment to the minute.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.importing import Notice
from desktop.excel.reading.workbook import Cell, Sheet
from desktop.excel.understanding.content import name_likeness

_FURTHEST_COLUMN = 4
"""The moments stand at the left: Google's in the first column, Microsoft's behind the number of the answer."""
_MOST_ROWS_ABOVE = 3
_NEARLY_ALL = 0.9
_HALF = 0.5
_MOMENT = re.compile(
    r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(AM|PM|SA|CH)?(?:\s*(?:GMT|UTC|Z|[+-]).*)?",
    re.IGNORECASE,
)
_AFTERNOON = ("PM", "CH")


@dataclass(frozen=True, slots=True)
class FormAnswers:
    """What is known of a sheet that is such an export."""

    at: dict[int, dt.datetime]
    """The row's number -> when it was answered, as the form's clock says it."""
    heading: int
    """Where the questions stand, among the sheet's rows from 0."""
    heading_number: int
    """The same as Excel numbers it."""
    own: frozenset[int] = field(default_factory=frozenset)
    """The columns, from 0, that the form adds of whoever sent it: number, moments, account and its name."""


def read_answers(sheet: Sheet) -> FormAnswers | None:
    """What the sheet says as an export of a form; None for any other sheet."""
    for top in range(min(_MOST_ROWS_ABOVE, len(sheet.rows) - 1)):
        rows = sheet.rows[top + 1 :]
        columns = [place for place in range(_FURTHEST_COLUMN) if isinstance(_cell(sheet.rows[top], place), str)]
        moments = {column: found for column in columns if (found := _moments([_cell(row, column) for row in rows]))}
        if moments:
            return _answers(sheet, top, moments)
    return None


def _answers(sheet: Sheet, top: int, moments: Mapping[int, Sequence[dt.datetime | None]]) -> FormAnswers:
    rows, numbers = sheet.rows[top + 1 :], sheet.numbers[top + 1 :]
    begun, done = min(moments), max(moments)
    at = {number: moment for number, moment in zip(numbers, moments[done], strict=True) if moment is not None}
    own = set(moments)
    if done == begun + 1 and all(
        one <= other for one, other in zip(moments[begun], moments[done], strict=True) if one and other
    ):
        own |= _account(rows, begun, done)
    return FormAnswers(at, top, sheet.numbers[top], frozenset(own))


def _account(rows: Sequence[tuple[Cell, ...]], begun: int, done: int) -> set[int]:
    """What stands around begun and done: the answer's number, the account and its name, when it was changed last.

    The name is the form's own only where another column holds names too: else it is who comes.
    """
    found = set(range(begun))
    mail, name, changed = done + 1, done + 2, done + 3
    accounts = [str(value) for row in rows if (value := _cell(row, mail)) is not None]
    if not accounts or not (all("@" in each for each in accounts) or len(set(accounts)) == 1):
        return found
    width = max(map(len, rows), default=0)
    others = (column for column in range(name + 1, width) if _holds_names(rows, column))
    if next(others, None) is not None and (_holds_names(rows, name) or _is_blank(rows, name)):
        found |= {mail, name}
        if _is_blank(rows, changed) or _moments([_cell(row, changed) for row in rows]):
            found.add(changed)
    return found


def _holds_names(rows: Sequence[tuple[Cell, ...]], column: int) -> bool:
    texts = [value for row in rows if isinstance(value := _cell(row, column), str)]
    return bool(texts) and sum(name_likeness(text) >= _HALF for text in texts) >= _HALF * len(texts)


def _is_blank(rows: Sequence[tuple[Cell, ...]], column: int) -> bool:
    return all(_cell(row, column) is None for row in rows)


def _cell(row: tuple[Cell, ...], column: int) -> Cell:
    value = row[column] if column < len(row) else None
    return None if isinstance(value, str) and not value.strip() else value


def _moments(cells: Sequence[Cell]) -> list[dt.datetime | None]:
    """The column's moments, row by row; [] where it holds anything else, or days alone."""
    first = next((cell for cell in cells if cell is not None), None)
    if read_moment(first) is None and read_moment(first, month_first=True) is None:
        return []  # told by one cell of nearly every column
    filled = [cell for cell in cells if cell is not None]
    if len(filled) < _NEARLY_ALL * len(cells):
        return []
    month_first = any(
        (parts := _MOMENT.fullmatch(cell.strip())) and len(parts[1]) < 4 and int(parts[2]) > 12
        for cell in filled
        if isinstance(cell, str)
    )
    found = [None if cell is None else read_moment(cell, month_first=month_first) for cell in cells]
    if sum(each is not None for each in found) < len(filled) or all(each.time() == dt.time() for each in found if each):
        return []
    return found


def read_moment(value: Cell, *, month_first: bool = False) -> dt.datetime | None:
    """The moment in a cell as the clock of the form says it: a date with its time, or both written ("20/11/2026 8:01:02")."""
    if isinstance(value, dt.datetime):
        return value
    found = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    one, two, three, hour, minute, second = (int(each or 0) for each in found.groups()[:6])
    year, month, day = (one, two, three) if len(found[1]) == 4 else (three, two, one)
    if month_first and len(found[1]) < 4:
        month, day = day, month
    half = (found[7] or "").upper()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    try:
        return dt.datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None


def without(sheet: Sheet, columns: Iterable[int]) -> Sheet:
    """The sheet without these columns' cells, all others where they stand; what is left out is told by its headings."""
    gone = frozenset(columns)
    rows = [tuple(None if place in gone else cell for place, cell in enumerate(row)) for row in sheet.rows]
    headings = [str(cell) for place, cell in enumerate(sheet.rows[0]) if place in gone and cell is not None]
    told = Notice("answers.left_out", {"sheet": sheet.name, "columns": ", ".join(headings)})
    return dataclasses.replace(sheet, rows=rows, notices=[*sheet.notices, told] if headings else sheet.notices)
