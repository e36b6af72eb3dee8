"""A list without a heading, or under words nobody knows, understood by what stands in its columns."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.units import UnitKind, kind_of
from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.columns import Layout, choose, typical
from desktop.excel.understanding.content import fits
from desktop.excel.understanding.evidence import WeighedColumn, profiles
from desktop.excel.understanding.finding import is_somebody
from desktop.excel.understanding.heading_rows import Rows, filled_cells, is_numbering_row, is_value
from desktop.excel.understanding.lines import MARK, without_numbering

GUESSED_ROWS = 200
"""Rows that a list without a heading is told by."""
_ENOUGH = 3
"""So many names are a list; fewer must have company that only people have."""
_NAME = 0.6
_LONGEST_HEADING = 60


def layout_by_content(rows: Rows) -> Layout | None:
    """The columns of a list that has no heading, told by what stands in them; None where nothing looks like people."""
    sample = rows[:GUESSED_ROWS]
    named = typical(
        row
        for row in sample
        if any(isinstance(value, str) and fits("full_name", value) >= _NAME for value in row if value)
    )
    width = max((len(row) for row in sample), default=0)
    columns = [WeighedColumn(place, False, {}, profile) for place, profile in enumerate(profiles(named, width))]
    layout = Layout(0, -1, headings=("",) * width, guessed=True)
    choose(layout, columns)
    layout.by_content = ()  # all are
    fields = layout.fields
    if "full_name" not in fields:
        return None
    people = [index for index, row in enumerate(sample) if is_somebody(row, layout)]
    if not people or (len(people) < _ENOUGH and len(fields.keys() - {"full_name", "number"}) < 2):
        return None
    first = people[0]
    if len(fields) == 1 and len(people) * 10 < len(sample[first:]) * 8:
        return None
    while first and _is_section(rows[first - 1]):
        first -= 1
    layout.first, layout.last = first, first - 1
    return layout


def heading_above(rows: Rows, numbers: Sequence[int], layout: Layout) -> tuple[int, int] | None:
    """The row right above a list without known headings that heads its columns for all that, in words nobody knows."""
    last = layout.last
    while last >= 0 and is_numbering_row(rows[last]):
        last -= 1
    if last < 0 or layout.first - last > 2 or numbers[layout.first] - numbers[last] > 2:
        return None
    filled = filled_cells(rows[last])
    texts = [value for _column, value in filled if isinstance(value, str) and len(value) <= _LONGEST_HEADING]
    headed = {column for column, _value in filled}
    if len(texts) < len(filled) or any(map(is_value, texts)) or len(set(texts)) < len(texts):
        return None
    columns = set(layout.fields.values())
    return (last, last) if len(filled) >= 2 and len(headed & columns) * 3 >= len(columns) * 2 else None


def _is_section(row: tuple[Cell, ...]) -> bool:
    """Whether a row names the unit of the people below it."""
    texts = [
        str(value)
        for _column, value in filled_cells(row)
        if isinstance(value, str) and not MARK.fullmatch(value.strip())
    ]
    return len(texts) == 1 and kind_of(without_numbering(texts[0])[1]) is not UnitKind.OTHER
