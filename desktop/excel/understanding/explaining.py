"""How a sheet was understood, row by row and column by column, for whoever asks why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.domain.importing import Clue, RowKind, SetAsideRow
from desktop.domain.units import UnitKind, kind_of
from desktop.excel.understanding.cells import CellText
from desktop.excel.understanding.columns import Layout, filled_cells, is_numbering_row
from desktop.excel.understanding.headings import LEARNED, read_column
from desktop.excel.understanding.lines import group_of, without_numbering
from desktop.excel.understanding.table_row import JudgedColumn, JudgedRow, TableRow
from desktop.excel.workbook import Cell, Sheet, plain


def judged_rows(
    sheet: Sheet, layout: Layout, text: CellText, people: Iterable[TableRow], aside: Iterable[SetAsideRow]
) -> list[JudgedRow]:
    """Every row with something in it, in the sheet's order."""
    persons = {row.number: row for row in people}
    left = {row.row: row for row in aside}
    judged = []
    for index, (number, row) in enumerate(zip(sheet.numbers, sheet.rows, strict=True)):
        words = _words(row, number, text)
        if number in persons:
            judged.append(JudgedRow(number, RowKind.PERSON, words, persons[number].why))
        elif number in left:
            judged.append(JudgedRow(number, left[number].kind, left[number].text, left[number].why))
        elif words:
            judged.append(JudgedRow(number, _kind(index, row, words, layout), words))
    return judged


def _words(row: tuple[Cell, ...], number: int, text: CellText) -> str:
    values = (
        text.decoded(value, number, column)[0] if isinstance(value, str) else str(plain(value))
        for column, value in filled_cells(row)
    )
    return " | ".join(word for value in values if (word := " ".join(value.split())))


def _kind(index: int, row: tuple[Cell, ...], words: str, layout: Layout) -> RowKind:
    """What a row is that is neither a person nor set aside."""
    if index < layout.first:
        return RowKind.TITLE
    if is_numbering_row(row):
        return RowKind.NUMBERING
    if index <= layout.last:
        return RowKind.HEADING
    line = without_numbering(words.partition(" | ")[0])[1]
    if group_of(line):
        return RowKind.GROUP
    return RowKind.UNIT if kind_of(line) is not UnitKind.OTHER else RowKind.OTHER


def judged_columns(layout: Layout, learned: Mapping[str, str], corrected: Mapping[str, int]) -> list[JudgedColumn]:
    """Every column with a heading or a field."""
    fields = {column: field for field, column in layout.fields.items()}
    width = max([len(layout.headings), *(column + 1 for column in fields)])
    judged = []
    for column in range(width):
        heading = layout.headings[column] if column < len(layout.headings) else ""
        field = fields.get(column, "")
        if not heading and not field:
            continue
        if field and corrected.get(field) == column + 1:
            code = "column.your_word"
        elif column in layout.sensitive:
            code = "column.sensitive"
        elif not field:
            code = "column.unknown"
        else:
            known, sure = read_column((heading,), learned) if heading else ("", 0)
            code = "column.content" if known != field else "column.learned" if sure == LEARNED else "column.heading"
        judged.append(JudgedColumn(column + 1, heading, field, (Clue(code),)))
    return judged
