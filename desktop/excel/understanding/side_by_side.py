"""Lists printed in two or three blocks beside one another, to save paper, read as a list each."""

from __future__ import annotations

import dataclasses

from desktop.domain.importing import Notice
from desktop.excel.sink import letters
from desktop.excel.understanding.cells import CellText
from desktop.excel.understanding.finding import SEARCHED_ROWS, find_heading
from desktop.excel.understanding.heading_rows import column_parts
from desktop.excel.understanding.headings import EXACT, heading_key, read_column
from desktop.excel.understanding.likeness import looks_like_name
from desktop.excel.workbook import Cell, Sheet

_BELOW = 15


def blocks(sheet: Sheet) -> list[Sheet]:
    """The sheet itself; or, where the same headings stand again beside a list, a sheet for each list."""
    if not any(map(_says_twice, sheet.rows[:SEARCHED_ROWS])):
        return [sheet]
    text = CellText(sheet)
    rows = text.head(SEARCHED_ROWS + _BELOW)
    band = find_heading(rows, sheet.numbers, sheet.merges, {})
    if band is None:
        return [sheet]
    parts = column_parts(rows, sheet.numbers, sheet.merges, band)
    starts = _starts(parts, rows[band[1] + 1 :])
    if len(starts) < 2:
        return [sheet]
    ends = [*starts[1:], max(map(len, sheet.rows))]
    found = [_block(sheet, band[0], 0 if place == 0 else start, ends[place]) for place, start in enumerate(starts)]
    for start, end, one in list(zip(starts, ends, found, strict=True))[1:]:
        one.name = f"{sheet.name} ({letters(start + 1)}–{letters(end)})"
        one.notices = [Notice("list.beside", {"sheet": sheet.name, "name": one.name})]
    return found


def _says_twice(row: tuple[Cell, ...]) -> bool:
    """Whether a row holds the same words in two cells, as headings beside one another do."""
    words = [value for value in row if isinstance(value, str) and len(value) > 1]
    return len(set(words)) < len(words)


def _starts(parts: list[tuple[str, ...]], below: list[tuple[Cell, ...]]) -> list[int]:
    """The first column of each block: the same headings up to the name, with somebody's name under each."""
    keys = [tuple(map(heading_key, words)) for words in parts]
    names = [column for column, words in enumerate(parts) if words and read_column(words) == ("full_name", EXACT)]
    if len(names) < 2:
        return []
    first = next(column for column, words in enumerate(parts) if words)
    lead = names[0] - first
    if not lead:  # a list counts its people; a second column of names alone may hold their deputies
        return []
    wanted = keys[first : names[0] + 1]
    return [
        name - lead
        for place, name in enumerate(names)
        if keys[name - lead : name + 1] == wanted
        and (place == 0 or name - lead > names[place - 1])
        and any(name < len(row) and looks_like_name(row[name]) for row in below)
    ]


def _block(sheet: Sheet, heading: int, start: int, end: int) -> Sheet:
    """The lines above the heading whole, and below them only the columns from `start` to before `end`."""
    rows: list[tuple[Cell, ...]] = []
    numbers: list[int] = []
    for index, (row, number) in enumerate(zip(sheet.rows, sheet.numbers, strict=True)):
        cells = list(row) if index < heading else [*[None] * start, *row[start:end]]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            rows.append(tuple(cells))
            numbers.append(number)
    top = sheet.numbers[heading]
    merges = tuple(merge for merge in sheet.merges if merge[0] < top or start < merge[1] <= end)
    return dataclasses.replace(sheet, rows=rows, numbers=numbers, merges=merges)
