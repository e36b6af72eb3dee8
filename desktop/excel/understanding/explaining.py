"""How a sheet was understood, row by row and column by column, for whoever asks why."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.importing import Clue, RowKind
from desktop.excel.reading.workbook import Cell, Sheet, plain
from desktop.excel.understanding.cells import CellText
from desktop.excel.understanding.columns import Layout
from desktop.excel.understanding.heading_rows import filled_cells
from desktop.excel.understanding.row_features import is_column_numbers
from desktop.excel.understanding.rows import RowReader
from desktop.excel.understanding.table_row import JudgedColumn, JudgedRow

_PLAINLY = (Clue("clue.plain"),)


def judged_rows(sheet: Sheet, layout: Layout, text: CellText, reader: RowReader) -> list[JudgedRow]:
    """Every row with something in it, in the sheet's order."""
    people = {row.number: row for row in reader.people}
    aside = {row.row: row for row in reader.set_aside}
    judged = []
    for index, (number, row) in enumerate(zip(sheet.numbers, sheet.rows, strict=True)):
        words = _words(row, number, text)
        if number in people:
            kind, why = RowKind.PERSON, people[number].why
        elif number in aside:
            kind, why = aside[number].kind, aside[number].why
        elif words:
            kind, why = _by_itself(index, row, layout), ()
        else:
            continue
        found = reader.weighed.get(number)
        if found is None:
            judged.append(JudgedRow(number, kind, words, why or (_PLAINLY if number in people else ())))
            continue
        second = (
            found.second if found.kind is kind else found.kind
        )  # a close one is asked about, whatever it came out as
        judged.append(JudgedRow(number, kind, words, why, second, found.margin))
    return judged


def _words(row: tuple[Cell, ...], number: int, text: CellText) -> str:
    values = (
        text.decoded(value, number, column)[0] if isinstance(value, str) else str(plain(value))
        for column, value in filled_cells(row)
    )
    return " | ".join(word for value in values if (word := " ".join(value.split())))


def _by_itself(index: int, row: tuple[Cell, ...], layout: Layout) -> RowKind:
    """What a row is that was neither weighed nor set aside."""
    if is_column_numbers(row):
        return RowKind.NUMBERING
    return RowKind.HEADING if layout.first <= index <= layout.last else RowKind.BLANK


def judged_columns(layout: Layout, corrected: Mapping[str, int]) -> list[JudgedColumn]:
    """Every column with a heading or a field."""
    fields = {column: name for name, column in layout.fields.items()}
    width = max([len(layout.headings), *(column + 1 for column in fields)])
    judged = []
    for column in range(width):
        heading = layout.headings[column] if column < len(layout.headings) else ""
        name = fields.get(column, "")
        if not heading and not name:
            continue
        if name and corrected.get(name) == column + 1:
            why: tuple[Clue, ...] = (Clue("column.your_word"),)
        elif name:
            why = layout.reasons.get(name, ())
        else:
            why = (Clue("column.sensitive" if column in layout.sensitive else "column.no_field"),)
        judged.append(JudgedColumn(column + 1, heading, name, why))
    return judged
